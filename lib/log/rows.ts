import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import type { Projection } from '@/lib/log/projection';

/** Reads projected rows by key. */
export interface RowReader {
  /** Those that exist of these. */
  rows<Row extends object>(of: Projection<Row>, keys: string[]): Promise<Row[]>;
}

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

/** One row of a table, by its key. */
export type Wanted = readonly [of: Projection, key: string];

/** What stands before a column's name where rows of several tables come as one. */
const mark = (at: number): string => `${at}.`;

/** One row each of several tables, in one question: undefined where there is none. */
export async function loadOneEach(
  client: Reader,
  wanted: readonly Wanted[],
): Promise<(object | undefined)[]> {
  const columns = wanted.flatMap(([of], at) =>
    Object.keys(of.row.shape).map((column) => `t${at}."${column}" AS "${mark(at)}${column}"`),
  );
  const joins = wanted.map(
    ([of], at) => `LEFT JOIN "${of.name}" t${at} ON t${at}."${of.key}" = $${at + 1}::text`,
  );
  const [found = {}] = await client.$queryRawUnsafe<object[]>(
    `SELECT ${columns.join(', ')} FROM (SELECT) AS one ${joins.join(' ')}`,
    ...wanted.map(([, key]) => key),
  );
  const fields = Object.entries(found);
  return wanted.map(([of], at) => {
    const own = fields
      .filter(([name]) => name.startsWith(mark(at)))
      .map(([name, value]) => [name.slice(mark(at).length), value]);
    const row: Record<string, unknown> = Object.fromEntries(own);
    return row[of.key] === null ? undefined : parseRows(of, [row])[0];
  });
}

/** Rows of one table that are to be written. */
export interface Changed {
  of: Projection;
  rows: object[];
}

/** Writes whole rows, new and changed alike, from the JSON of a parameter. */
function upsert(of: Projection, parameter: number): string {
  const list = columnsOf(of);
  const updates = Object.keys(of.row.shape)
    .filter((column) => column !== of.key)
    .map((column) => `"${column}" = EXCLUDED."${column}"`)
    .join(', ');
  return `INSERT INTO "${of.name}" (${list})
     SELECT ${list} FROM jsonb_populate_recordset(NULL::"${of.name}", $${parameter}::jsonb)
     ON CONFLICT ("${of.key}") DO UPDATE SET ${updates}`;
}

/** Writes the rows of several tables in one statement. Each table may stand in the list once. */
export async function saveRows(client: Client, changes: Changed[]): Promise<void> {
  const given = changes.filter(({ rows }) => rows.length > 0);
  const upserts = given.map(({ of }, at) => upsert(of, at + 1));
  const last = upserts.pop();
  if (last === undefined) return;
  const before = upserts.map((each, at) => `t${at} AS (${each})`).join(', ');
  await client.$executeRawUnsafe(
    before === '' ? last : `WITH ${before} ${last}`,
    ...given.map(({ rows }) => JSON.stringify(rows)),
  );
}
