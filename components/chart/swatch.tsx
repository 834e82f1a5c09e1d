import type { LineLook } from './chart-colors';

/** The stroke of a line, for legends and tables. */
export function Swatch({ color, dash }: LineLook) {
  return (
    <svg aria-hidden width="18" height="8" className="shrink-0">
      <line x1="0" y1="4" x2="18" y2="4" stroke={color} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}
