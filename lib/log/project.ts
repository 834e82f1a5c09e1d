import 'server-only';
import { projections } from '@/lib/composition';
import type { Prisma } from '@/lib/db/generated/client';
import { listed, type Projection } from '@/lib/log/projection';
import { type Changed, loadOneEach, loadRows, saveRows, type Wanted } from '@/lib/log/rows';
import type { StoredEvent } from '@/lib/log/schema';

/**
 * The rows that one transaction has read or changed. Streams are locked before their rows are
 * read, so what is held here cannot change underneath.
 */
export class RowCache {
  readonly #tables = new Map<string, Map<string, object | undefined>>();

  constructor(private readonly client: Prisma.TransactionClient) {}

  #table(of: Projection): Map<string, object | undefined> {
    const table = this.#tables.get(of.name) ?? new Map<string, object | undefined>();
    this.#tables.set(of.name, table);
    return table;
  }

  /** Reads ahead one row each of several tables, in one question instead of one each. */
  async readAhead(wanted: readonly Wanted[]): Promise<void> {
    const missing = wanted.filter(([of, key]) => !this.#table(of).has(key));
    if (missing.length === 0) return;
    const found = await loadOneEach(this.client, missing);
    for (const [at, [of, key]] of missing.entries()) this.#table(of).set(key, found[at]);
  }

  async #fill(of: Projection, keys: string[]): Promise<Map<string, object | undefined>> {
    const table = this.#table(of);
    const missing = keys.filter((key) => !table.has(key));
    for (const key of missing) table.set(key, undefined);
    for (const row of await loadRows(this.client, of, missing)) {
      table.set(String(Reflect.get(row, of.key)), row);
    }
    return table;
  }

  /** The row as this transaction sees it, its own changes included. */
  async row<Row extends object>(of: Projection<Row>, key: string): Promise<Row | undefined> {
    const [row] = await this.rows(of, [key]);
    return row;
  }

  /** The rows that exist of these, in the order of the keys. */
  async rows<Row extends object>(of: Projection<Row>, keys: string[]): Promise<Row[]> {
    const table = await this.#fill(listed(of), keys);
    return keys.flatMap((key) => {
      const row = table.get(key);
      return row ? [row as Row] : [];
    });
  }

  /** Folds the events into every projection and writes the rows that changed, in one statement. */
  async project(events: StoredEvent[]): Promise<void> {
    const touched = projections
      .map((each) => {
        const touching = events.map((event) => ({ event, keys: each.keysOf(event) }));
        return { each, touching, keys: [...new Set(touching.flatMap((one) => one.keys))] };
      })
      .filter(({ keys }) => keys.length > 0);
    // Of one row each most changes are made.
    await this.readAhead(
      touched.flatMap(({ each, keys: [key, ...more] }) =>
        key === undefined || more.length > 0 ? [] : [[each, key] as const],
      ),
    );
    const changes: Changed[] = [];
    for (const { each, touching, keys } of touched) {
      const table = await this.#fill(each, keys);
      const changed = new Map<string, object>();
      for (const { event, keys: own } of touching) {
        for (const key of own) {
          const before = table.get(key);
          const after = each.fold(before, event, key);
          if (!after || after === before) continue;
          table.set(key, after);
          changed.set(key, after);
        }
      }
      changes.push({ of: each, rows: [...changed.values()] });
    }
    await saveRows(this.client, changes);
  }
}
