/** A sentence of ours, with what stands between back-quotes as code. */
export function CodeInText({ children }: { children: string }) {
  return children.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code
        key={`${index} ${part}`}
        className="rounded-sm bg-sunken px-1 py-px font-mono text-[0.9em] [overflow-wrap:anywhere]"
      >
        {part}
      </code>
    ),
  );
}
