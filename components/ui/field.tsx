import { clsx } from 'clsx';
import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

/** What a Field hands its control, so that label, hint and error are tied to it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; announced, since it is tied to the control. */
  error?: string | undefined;
  /** Shown as "optional" after the label; every other field is needed. */
  optional?: boolean | undefined;
  /** The label is for screen readers only. */
  hideLabel?: boolean | undefined;
  className?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

export function Field({
  label,
  hint,
  error,
  optional,
  hideLabel,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const described = clsx(hint !== undefined && `${id}-hint`, error && `${id}-error`);
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">optional</span>}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-xs font-medium text-bad">
          <CircleAlert aria-hidden size={13} className="mt-0.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

/** 16 px on touch, since phones zoom into anything smaller. */
const control =
  'w-full min-w-0 rounded-md border border-control bg-surface text-sm text-ink shadow-low transition-colors ' +
  'placeholder:text-faint hover:border-muted focus-visible:outline-offset-0 dark:bg-sunken ' +
  'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint ' +
  'aria-invalid:border-bad-solid pointer-coarse:min-h-11 pointer-coarse:text-[1rem]';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(control, 'h-8 px-2.5', className)} />;
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={clsx(control, 'field-sizing-content max-h-80 px-2.5 py-1.5', className)}
    />
  );
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  options: { value: string; label: string }[];
}

/** The platform's own select: best on a phone, and nothing for the content policy to refuse. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className={clsx('relative inline-flex min-w-0', className)}>
      <select {...rest} className={clsx(control, 'h-8 appearance-none truncate pr-7 pl-2.5')}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
