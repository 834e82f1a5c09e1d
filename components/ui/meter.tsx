import { clsx } from 'clsx';
import { toneFill, type Tone } from './tone';

export interface MeterProps {
  /** What is measured, for screen readers. */
  label: string;
  /** From 0 to 1; beyond is drawn full. */
  value: number;
  tone?: Tone | undefined;
  /** The value in words, such as "92 %". */
  text?: string | undefined;
  /** Where the limit stands, from 0 to 1. */
  limit?: number | undefined;
  className?: string | undefined;
}

/** A thin bar; the number stands beside it in words, never in the bar alone. */
export function Meter({ label, value, tone = 'quiet', text, limit, className }: MeterProps) {
  const share = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
  return (
    <span className={clsx('block min-w-8', className)}>
      <span className="sr-only">
        {label}: {text ?? `${Math.round(share * 100)} %`}
      </span>
      <span aria-hidden className="relative block h-1.5 overflow-hidden rounded-full bg-line">
        <span
          className={clsx('block h-full rounded-full transition-[width]', toneFill[tone])}
          style={{ width: `${share * 100}%` }}
        />
        {limit !== undefined && (
          <span className="absolute inset-y-0 w-px bg-ink" style={{ left: `${limit * 100}%` }} />
        )}
      </span>
    </span>
  );
}
