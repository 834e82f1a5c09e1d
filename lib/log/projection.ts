import type { z } from 'zod';
import type { StoredEvent } from '@/lib/log/schema';

/**
 * A pure fold from events to rows of one table. The server runs it inside the transaction that
 * appends; the browser runs the same one over the stream. It must meet unknown kinds unharmed.
 */
export interface Projection<Row extends object = object> {
  /** The table's name. */
  name: string;
  /**
   * Raised when the fold makes something else of events that are there already, so that the next
   * migration writes the table anew; 1 where it is not said. A fold whose keys change also empties
   * its table in the migration, since rows of keys that no event names any more are not found.
   */
  version?: number;
  /** The row's primary key field. */
  key: string;
  /** The row's schema: its fields are the table's columns. */
  row: z.ZodType<Row> & { shape: Record<string, z.ZodType> };
  /** The rows that this event may change. */
  keysOf(event: StoredEvent): string[];
  fold(row: Row | undefined, event: StoredEvent, key: string): Row | undefined;
}

/** Events of the kinds in a map of payload schemas, discriminated by kind. */
export type EventOf<M extends Record<string, z.ZodType>> = {
  [K in keyof M & string]: Omit<StoredEvent, 'kind' | 'payload'> & {
    kind: K;
    payload: z.infer<M[K]>;
  };
}[keyof M & string];

/**
 * Views a stored event as one of a map's kinds. Payloads were validated when they were appended
 * and upcast when read; a kind of another map falls through to the caller's default branch.
 */
export const eventOf = <M extends Record<string, z.ZodType>>(event: StoredEvent): EventOf<M> =>
  event as unknown as EventOf<M>;

/** Typed declaration of a projection. */
export const projection = <Row extends object>(declared: Projection<Row>): Projection<Row> =>
  declared;

/** A projection among others, its row type forgotten: a list's folds are given rows of their own. */
export const listed = <Row extends object>(declared: Projection<Row>): Projection =>
  declared as unknown as Projection;

/** Rows by table and key: what folding leaves behind. */
export type Tables = Map<string, Map<string, object>>;

/** Folds one event into tables held in memory; returns the tables' names that it touched. */
export function foldInto(tables: Tables, projections: Projection[], event: StoredEvent): string[] {
  const touched: string[] = [];
  for (const each of projections) {
    for (const key of each.keysOf(event)) {
      const table = tables.get(each.name) ?? new Map<string, object>();
      const before = table.get(key);
      const after = each.fold(before, event, key);
      if (!after || after === before) continue;
      table.set(key, after);
      tables.set(each.name, table);
      touched.push(each.name);
    }
  }
  return touched;
}
