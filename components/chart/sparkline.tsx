export interface SparklineProps {
  /** Evenly spaced, oldest first. */
  values: readonly number[];
  /** What it shows, with the numbers that matter: "12 events in the last minute". */
  label: string;
  width?: number | undefined;
  height?: number | undefined;
  className?: string | undefined;
}

/** A glance at a shape, as bars of plain SVG; the label carries what it says. */
export function Sparkline({ values, label, width = 96, height = 20, className }: SparklineProps) {
  const top = Math.max(...values, 1);
  const slot = width / Math.max(values.length, 1);
  return (
    <span className={className} title={label}>
      <span className="sr-only">{label}</span>
      <svg aria-hidden width={width} height={height} className="block text-muted">
        {values.map((value, index) => {
          const size = value > 0 ? Math.max(2, (value / top) * height) : 1;
          return (
            <rect
              key={index}
              x={index * slot}
              y={height - size}
              width={Math.max(1, slot - 1)}
              height={size}
              rx={0.75}
              fill="currentColor"
              opacity={value > 0 ? 0.8 : 0.3}
            />
          );
        })}
      </svg>
    </span>
  );
}
