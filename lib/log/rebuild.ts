import 'server-only';
import { projections } from '@/lib/composition';
import type { Prisma } from '@/lib/db/generated/client';
import { recordBuilt } from '@/lib/log/build';
import { foldInto, type Tables } from '@/lib/log/projection';
import { readStream } from '@/lib/log/read';
import { columnsOf, parseRows, saveRows } from '@/lib/log/rows';
import { canonical } from '@/lib/log/canonical';

const PAGE = 500;
const ROWS_A_STATEMENT = 500;

type Client = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe' | 'stream'>;
type RebuildClient = Client & Pick<Prisma.TransactionClient, 'projectionBuild'>;

/** Folds the whole log from empty, in memory. Streams are independent, so their order is free. */
export async function foldLog(client: Client): Promise<Tables> {
  const tables: Tables = new Map();
  const streams = await client.stream.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  for (const { id } of streams) {
    for (let after = 0; ;) {
      const events = await readStream(id, after, PAGE);
      for (const event of events) foldInto(tables, projections, event);
      after = events.at(-1)?.seq ?? after;
      if (events.length < PAGE) break;
    }
  }
  return tables;
}

export interface Difference {
  table: string;
  key: string;
  stored: object | undefined;
  folded: object | undefined;
}

/** Where the tables differ from what the log folds to; nothing, where all is well. */
export async function compareWithLog(client: Client): Promise<Difference[]> {
  const folded = await foldLog(client);
  const differences: Difference[] = [];
  for (const each of projections) {
    const rows = await client.$queryRawUnsafe<object[]>(
      `SELECT ${columnsOf(each)} FROM "${each.name}"`,
    );
    const left = new Map(folded.get(each.name));
    for (const row of parseRows(each, rows)) {
      const key = String(Reflect.get(row, each.key));
      const expected = left.get(key);
      left.delete(key);
      if (!expected || canonical(each.row.parse(expected)) !== canonical(row)) {
        differences.push({ table: each.name, key, stored: row, folded: expected });
      }
    }
    for (const [key, expected] of left) {
      differences.push({ table: each.name, key, stored: undefined, folded: expected });
    }
  }
  return differences;
}

/** Empties every projection and writes what the log folds to. Run it with no server writing. */
export async function rebuild(client: RebuildClient): Promise<void> {
  const folded = await foldLog(client);
  for (const each of projections) {
    await client.$executeRawUnsafe(`DELETE FROM "${each.name}"`);
    const rows = [...(folded.get(each.name)?.values() ?? [])];
    for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
      await saveRows(client, [{ of: each, rows: rows.slice(i, i + ROWS_A_STATEMENT) }]);
    }
  }
  await recordBuilt(client);
}
