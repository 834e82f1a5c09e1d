import 'server-only';
import { Invalid } from '@/lib/errors';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Moment } from '@/lib/live/instant';
import { placeAt } from '@/lib/live/server/place-at';
import { readStream } from '@/lib/log/read';

/** A moment as a place in one run's log and as what the clocks say; `by` is the database's. */
export interface Cut {
  run: string | null;
  seq: number;
  at: string;
  nextAt: string | null;
  by: string;
}

/** Screens tell a recording by its own instants, everything else by the database's. */
const clockOf = (row: InvestigationRow) => (row.clock === 'imported' ? 'at' : 'recordedAt');

/** @throws Invalid for a seq of no run */
export async function cutOf(moment: Moment, row: InvestigationRow | undefined): Promise<Cut> {
  if (!row) {
    if ('seq' in moment) throw new Invalid([{ path: 'run', message: 'names the run of this seq' }]);
    const { instant } = moment;
    return { run: null, seq: 0, at: instant, nextAt: null, by: instant };
  }
  const clock = clockOf(row);
  const seq =
    'seq' in moment
      ? Math.min(moment.seq, row.lastSeq)
      : await placeAt(row.id, moment.instant, clock);
  const around = await readStream(row.id, Math.max(0, seq - 1), 2);
  const event = around.find((each) => each.seq === seq);
  const nextAt = around.find((each) => each.seq === seq + 1)?.[clock] ?? null;
  const isBySeq = 'seq' in moment;
  const at = isBySeq || !event ? event?.[clock] : moment.instant;
  // A recording's instants are not the log's: what else was known goes by when its event was taken in.
  const by = isBySeq || clock === 'at' ? event?.recordedAt : moment.instant;
  const asked = isBySeq ? row.startedAt : moment.instant;
  return { run: row.id, seq, at: at ?? asked, nextAt, by: by ?? asked };
}
