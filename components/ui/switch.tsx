import { useId, type ReactNode } from 'react';

export interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

export function Switch({ label, hint, checked, onCheckedChange }: SwitchProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="flex min-h-8 cursor-pointer items-center justify-between gap-4 text-sm pointer-coarse:min-h-11"
    >
      <span className="min-w-0">
        {label}
        {hint !== undefined && <span className="block text-xs text-muted">{hint}</span>}
      </span>
      <span className="relative h-6 w-10 shrink-0">
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          onChange={(event) => onCheckedChange(event.target.checked)}
          className="peer size-full cursor-pointer appearance-none rounded-full border border-control bg-sunken transition-colors checked:border-transparent checked:bg-inverse"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-1 left-1 size-4 rounded-full bg-control transition-transform peer-checked:translate-x-4 peer-checked:bg-on-inverse"
        />
      </span>
    </label>
  );
}
