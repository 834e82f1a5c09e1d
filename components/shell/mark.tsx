/** Two strokes of a check, one over the other: signed, and countersigned. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none">
      <rect width="24" height="24" rx="6.5" className="fill-inverse" />
      <path
        d="M5.2 12.4l3.3 3.4 6.6-7.6"
        className="stroke-on-inverse"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M12.6 15.8l6.2-7.6"
        className="stroke-on-inverse"
        strokeWidth="2"
        strokeLinecap="round"
        opacity="0.55"
      />
    </svg>
  );
}
