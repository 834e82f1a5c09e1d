import { step } from './progress';
import { withSettings } from './with-settings';

/** Another process may be at the same work, or a server write to the stream that comes next. */
const PATIENCE_MS = '600000';
const MOST_NAMED = 4;

/**
 * Brings the tables up to what this version's folds make of the log: those that an upgrade added, and
 * those whose fold it changed. For after the migrations, before anything serves; nothing to do is the
 * common case, and then nothing is said.
 */
export async function buildTables(settings: Record<string, string>): Promise<void> {
  await withSettings({ STATEMENT_TIMEOUT_MS: PATIENCE_MS, ...settings }, async () => {
    const { buildProjections, unbuiltProjections } = await import('@/lib/log/build');
    const { db } = await import('@/lib/db/client');
    const names = await unbuiltProjections();
    const isFresh = (await db().stream.findFirst({ select: { id: true } })) === null;
    if (names.length === 0 || isFresh) return void (await buildProjections());
    const what = names.length > MOST_NAMED ? `${names.length} tables` : names.join(', ');
    await step(`Writing ${what} from the log`, () => buildProjections());
  });
}
