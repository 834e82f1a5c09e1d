import { roomProjections } from '@/lib/composition';
import { foldInto, listed, type Projection, projection, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';
import { z } from 'zod';
import { evidenceKey } from '@/lib/evidence/fold';
import { evidenceRow } from '@/lib/evidence/schema';

const flagRow = evidenceRow.pick({ key: true, flag: true, flagReason: true });
export type FlagRow = z.infer<typeof flagRow>;

/** What people marked: the one thing of an item of evidence that changes after it was recorded. */
export const flagProjection = projection<FlagRow>({
  name: 'evidence_flag',
  key: 'key',
  row: flagRow,
  keysOf: ({ kind, stream, payload }) =>
    kind === 'evidence.flagged' ? [evidenceKey(stream, String(payload.evidenceId))] : [],
  fold(_row, { payload }, key) {
    const { flag, reason } = z
      .object({ flag: z.enum(['red-herring', 'key', 'clear']), reason: z.string().nullable() })
      .parse(payload);
    return { key, flag: flag === 'clear' ? null : flag, flagReason: reason };
  },
});

const spanRow = z.object({ id: z.string(), fromAt: z.string(), toAt: z.string() });
export type SpanRow = z.infer<typeof spanRow>;

/** From the first to the last instant that an investigation's agents tell of, by their own clocks. */
export const spanProjection = projection<SpanRow>({
  name: 'told_span',
  key: 'id',
  row: spanRow,
  keysOf: ({ kind, stream, actor }) =>
    actor.type === 'agent' && kind !== 'investigation.created' ? [stream] : [],
  fold(row, { at }, id) {
    if (!row) return { id, fromAt: at, toAt: at };
    if (at >= row.fromAt && at <= row.toAt) return row;
    return { id, fromAt: at < row.fromAt ? at : row.fromAt, toAt: at > row.toAt ? at : row.toAt };
  },
});

/** Of these there are as many as events, and each can be told from its row alone; see `as-then.ts`. */
const MANY = new Set(['step', 'evidence']);

/** What a look back folds: all that a room shows but its steps and its evidence. */
export const pastProjections: Projection[] = [
  ...roomProjections.filter(({ name }) => !MANY.has(name)),
  listed(flagProjection),
  listed(spanProjection),
];

/** Names the folds; a fold that is changed raises its version, and snapshots of before are passed over. */
export const pastVersion = pastProjections
  .map(({ name, version = 1 }) => `${name}:${version}`)
  .join(' ');

/** Folds events, in the order of their seqs, into tables, which it changes. */
export function foldPast(tables: Tables, events: readonly StoredEvent[]): Tables {
  for (const event of events) foldInto(tables, pastProjections, event);
  return tables;
}

const packed = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

/** Tables as the text of a snapshot. */
export const packTables = (tables: Tables): string =>
  JSON.stringify(Object.fromEntries([...tables].map(([name, rows]) => [name, [...rows.values()]])));

/** The inverse of {@link packTables}: the same rows under the same keys, in the same order. */
export function unpackTables(text: string): Tables {
  const given = packed.parse(JSON.parse(text));
  return new Map(
    pastProjections.flatMap(({ name, key }) => {
      const rows = given[name];
      if (!rows) return [];
      return [[name, new Map<string, object>(rows.map((row) => [String(row[key]), row]))] as const];
    }),
  );
}

/** The rows of one table, in the order in which they came up. */
export const rowsThen = <Row extends object>(tables: Tables, of: Projection<Row>): Row[] =>
  [...(tables.get(of.name)?.values() ?? [])] as Row[];

/** From when to when a run's agents tell of; null where they have told nothing. */
export function spanOf(tables: Tables, run: string): Pick<SpanRow, 'fromAt' | 'toAt'> | null {
  const row = rowsThen(tables, spanProjection).find(({ id }) => id === run);
  return row ? { fromAt: row.fromAt, toAt: row.toAt } : null;
}
