import { X } from 'lucide-react';
import type { TimeWindow } from '@/components/incident/strip-window';
import { utcFull, utcWindow } from '@/components/time/format-time';
import { PlainButton } from '@/components/ui/plain-button';

interface WindowBarProps {
  window: TimeWindow;
  /** What lies outside of it, of what the other filters let through; undefined until it is known. */
  outside: number | undefined;
  /** Rows, or events where the server counts. */
  unit: 'row' | 'event';
  onClear: () => void;
}

/** Which stretch of the run the rows are of, as a chip that takes it back, and what that leaves out. */
export function WindowBar({ window, outside, unit, onClear }: WindowBarProps) {
  const from = new Date(window.fromMs).toISOString();
  const words =
    window.toMs === null
      ? `From ${utcFull(from)} on`
      : utcWindow(from, new Date(window.toMs).toISOString());
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-sunken px-3 py-1 text-xs text-muted tabular-nums">
      <PlainButton
        onClick={onClear}
        aria-label={`${words}: show all again`}
        className="inline-flex min-h-6 items-center gap-1 rounded-full border border-running-line bg-running-tint px-2 text-running pointer-coarse:min-h-11"
      >
        {words}
        <X aria-hidden size={12} />
      </PlainButton>
      {outside !== undefined && (
        <span role="status">
          {outside.toLocaleString('en')} {outside === 1 ? `${unit} lies` : `${unit}s lie`} outside
        </span>
      )}
    </div>
  );
}
