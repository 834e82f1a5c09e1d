import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { encodeCursor } from '@/lib/http/page';
import { readInvestigation } from '@/lib/investigations/server/load';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { readStream, readStreamBefore } from '@/lib/log/read';
import { toWire, type WireEvent } from '@/lib/log/schema';

interface Query {
  id: string;
  after: number;
  before?: number | undefined;
  limit: number;
  bodies: boolean;
}

/** An investigation's events after a seq, or the last ones before one, in order. */
export async function listEvents(ctx: Ctx, { id, after, before, limit, bodies }: Query) {
  const row = await readInvestigation(ctx.actor, 'investigation.read', id);
  const events =
    before === undefined
      ? await readStream(id, after, limit)
      : await readStreamBefore(id, before, limit);
  const last = events.at(-1)?.seq ?? after;
  const hasMore = before === undefined && last < row.lastSeq && events.length > 0;
  return {
    items: events.map(bodies ? toWire : withoutBodies),
    nextCursor: hasMore ? encodeCursor(last) : null,
  };
}

/** One item of evidence, whole: the event that brought it, body and all. */
export async function getEvidence(
  ctx: Ctx,
  { id, evidenceId }: { id: string; evidenceId: string },
): Promise<WireEvent> {
  await readInvestigation(ctx.actor, 'investigation.read', id);
  const found = await db().evidence.findUnique({ where: { key: `${id}/${evidenceId}` } });
  if (!found) throw new NotFound('This evidence');
  const [event] = await readStream(id, found.seq - 1, 1);
  if (!event) throw new NotFound('This evidence');
  return toWire(event);
}
