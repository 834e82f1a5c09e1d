import { Client } from 'pg';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import type { StoredEvent } from '@/lib/log/schema';

/** Tables whose rows are held, shared or alone, by whatever rests on them or changes them. */
const HELD = ['person', 'agent', 'policy', 'freeze', 'investigation', 'action', 'grant'];

const NOTE = `
  CREATE TABLE played (txid xid8 NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
  GRANT SELECT ON played TO countersign_app;
  CREATE INDEX ON played (txid);
  CREATE FUNCTION note_play() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO public.played (txid) VALUES (pg_current_xact_id()); RETURN NULL; END $$;
  ${HELD.map(
    (table) => `CREATE TRIGGER note_play AFTER INSERT OR UPDATE ON "${table}"
      FOR EACH STATEMENT EXECUTE FUNCTION note_play();`,
  ).join('\n')}`;

/**
 * Makes the database note, in a table of the test's own, an instant of each transaction at which it
 * held all its locks. Of two that cannot both be, the one with the earlier instant came first: that
 * puts events of different streams in the one order in which they happened.
 */
export async function noteInstants(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(NOTE);
  await admin.end();
}

/** An event with the microsecond, since 1970, at which its transaction held all its locks. */
export interface Placed extends StoredEvent {
  atUs: number;
}

/** Everything recorded in these streams, in the order in which it happened. */
export async function placedEvents(streams: string[]): Promise<Placed[]> {
  const places = await db().$queryRaw<{ stream: string; seq: number; atUs: bigint }[]>`
    SELECT e."stream", e."seq", (extract(epoch FROM coalesce(
      (SELECT max(p.at) FROM played p WHERE p.txid = e."txid"), e."recordedAt")) * 1000000)::bigint
      AS "atUs"
    FROM "event" e WHERE e."stream" = ANY(${streams})`;
  const instants = new Map(places.map(({ stream, seq, atUs }) => [`${stream} ${seq}`, atUs]));
  const placed: Placed[] = [];
  for (const stream of streams) {
    for (const event of await readStream(stream, 0, 5000)) {
      placed.push({ ...event, atUs: Number(instants.get(`${stream} ${event.seq}`)) });
    }
  }
  return placed.sort((a, b) => a.atUs - b.atUs || a.seq - b.seq);
}
