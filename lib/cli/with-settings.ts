/**
 * Runs server code in this process on the settings given, and closes its pool afterwards. Nothing
 * that this process starts later inherits them.
 */
export async function withSettings<Result>(
  settings: Record<string, string>,
  run: () => Promise<Result>,
): Promise<Result> {
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  try {
    return await run();
  } finally {
    const { closeDb } = await import('@/lib/db/client');
    await closeDb();
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
