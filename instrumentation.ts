/**
 * Runs once in each server process, before its first answer; a server that must not serve ends
 * here, with the reason. A build loads this file too and starts nothing.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  if (process.env.NEXT_PHASE === 'phase-production-build') return;
  const { startServer } = await import('@/lib/start-server');
  try {
    await startServer();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Countersign does not start.\n${why}\n`);
    process.exit(1);
  }
}
