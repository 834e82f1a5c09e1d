const seconds = (sinceMs: number) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** Shows a step of the set-up while it runs, and how long it took. */
export async function step<Result>(label: string, run: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  console.log(`• ${label} …`);
  const ticking = setInterval(() => {
    console.log(`  still at it, ${seconds(startedAt)}`);
  }, 20_000);
  try {
    const result = await run();
    console.log(`✓ ${label} (${seconds(startedAt)})`);
    return result;
  } finally {
    clearInterval(ticking);
  }
}

/** Rows as aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`)
    .map((line) => line.trimEnd())
    .join('\n');
}
