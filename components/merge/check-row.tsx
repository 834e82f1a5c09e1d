import type { ReactNode } from 'react';

export interface CheckRowProps {
  /** One of a kind, by the name of its group; any number of them where it is left out. */
  oneOf?: string;
  isOn: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** One line of a list to choose from, the whole of it pressable. */
export function CheckRow({ oneOf, isOn, onToggle, children }: CheckRowProps) {
  return (
    <li>
      <label className="flex cursor-pointer items-start gap-3 px-3 py-2 hover:bg-hover pointer-coarse:min-h-11">
        <input
          type={oneOf === undefined ? 'checkbox' : 'radio'}
          name={oneOf}
          checked={isOn}
          onChange={onToggle}
          className="mt-0.5 size-4 shrink-0 accent-(--color-ink)"
        />
        <span className="min-w-0 flex-1 text-sm">{children}</span>
      </label>
    </li>
  );
}
