import type { ReactNode } from 'react';
import { utcFull } from '@/components/time/format-time';
import type { LineLook } from './chart-colors';
import { Swatch } from './swatch';

export interface HoverRow {
  key: string;
  look: LineLook;
  name: ReactNode;
  value: string;
}

/** What stands beside the crosshair: the instant, and each line's value at it. */
export function ChartHover({ at, rows }: { at: number; rows: HoverRow[] }) {
  return (
    <div className="max-w-80 rounded-md bg-raised px-2.5 py-2 text-xs shadow-pop">
      <p className="mb-1 text-faint">{utcFull(at)}</p>
      <ul className="flex flex-col gap-1">
        {rows.map((row) => (
          <li key={row.key} className="flex items-center gap-2">
            <Swatch {...row.look} />
            <span className="min-w-0 flex-1 truncate text-muted">{row.name}</span>
            <span className="font-medium text-ink">{row.value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
