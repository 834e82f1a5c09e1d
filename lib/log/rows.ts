import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import type { Projection } from '@/lib/log/projection';

type Client = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;
type Reader = Pick<Client, '$queryRawUnsafe'>;

/** A table's row as the folds know it: instants as RFC 3339 text, big integers as numbers. */
function asFolded(row: object): object {
  const folded: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) {
    if (value instanceof Date) folded[field] = value.toISOString();
    else folded[field] = typeof value === 'bigint' ? Number(value) : value;
  }
  return folded;
}

/** Checks rows read by other means against the projection's schema. */
export const parseRows = <Row extends object>(of: Projection<Row>, rows: object[]): Row[] =>
  rows.map((row) => of.row.parse(asFolded(row)));

/**
 * The columns of a projection's table, for a SELECT. Named rather than `*`: a prepared statement
 * goes on working while a migration adds one.
 */
export const columnsOf = <Row extends object>(of: Projection<Row>): string =>
  Object.keys(of.row.shape)
    .map((column) => `"${column}"`)
    .join(', ');

/** The rows of these keys, in no order; keys without a row are left out. */
export async function loadRows<Row extends object>(
  client: Reader,
  of: Projection<Row>,
  keys: string[],
): Promise<Row[]> {
  if (keys.length === 0) return [];
  const rows = await client.$queryRawUnsafe<object[]>(
    `SELECT ${columnsOf(of)} FROM "${of.name}" WHERE "${of.key}" = ANY($1::text[])`,
    keys,
  );
  return parseRows(of, rows);
}

/** Writes whole rows, new and changed alike, in one statement. */
export async function saveRows(client: Client, of: Projection, rows: object[]): Promise<void> {
  if (rows.length === 0) return;
  const list = columnsOf(of);
  const updates = Object.keys(of.row.shape)
    .filter((column) => column !== of.key)
    .map((column) => `"${column}" = EXCLUDED."${column}"`)
    .join(', ');
  await client.$executeRawUnsafe(
    `INSERT INTO "${of.name}" (${list})
     SELECT ${list} FROM jsonb_populate_recordset(NULL::"${of.name}", $1::jsonb)
     ON CONFLICT ("${of.key}") DO UPDATE SET ${updates}`,
    JSON.stringify(rows),
  );
}
