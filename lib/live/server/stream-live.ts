import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { Encoded, type Send, sseResponse } from '@/lib/http/sse';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { readParts, runsOfRoom } from '@/lib/incidents/server/parts';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { decodeLive, encodeLive, type LiveCursor, parseSeqs } from '@/lib/live/cursor';
import { hearing } from '@/lib/live/server/hearing';
import { whileAdmitted } from '@/lib/log/still-admitted';
import { follow } from '@/lib/log/follow';
import { followAll } from '@/lib/log/follow-all';
import type { Mention } from '@/lib/log/read';
import type { StoredEvent } from '@/lib/log/schema';

/** One mention a stream: whoever hears of it looks at the whole anyway. */
function newestPerStream(mentions: Mention[]): Mention[] {
  return [...new Map(mentions.map((mention) => [mention.stream, mention])).values()];
}

interface Live {
  cursor: LiveCursor;
  send: Send;
  signal: AbortSignal;
}

/** By event, as a tail hands the same one to every viewer of its stream. */
const written = new WeakMap<StoredEvent, Encoded>();

/** A timeline frame's data, written once for all who are sent it. */
function timelineData(stream: string, event: StoredEvent): Encoded {
  const known = written.get(event);
  if (known) return known;
  const data = new Encoded(JSON.stringify({ stream, event: withoutBodies(event) }));
  written.set(event, data);
  return data;
}

/**
 * Events of a run that came by a merge which are told again: the room is read anew a little earlier
 * or later than its run is carried from, and passes repeats over.
 */
const OVERLAP = 200;

/** What changes which runs a room shows. */
const RESHAPING: ReadonlySet<string> = new Set(['incident.joined', 'incident.left']);

/** The runs that a room shows, as its page does: its own, and those of what is part of it. */
async function roomRuns(ctx: Ctx, room: string): Promise<InvestigationRow[]> {
  return runsOfRoom(ctx.actor, room, await readParts(ctx.actor, room));
}

async function carry({ cursor, send, signal }: Live, stream: string): Promise<void> {
  for await (const events of follow(stream, cursor.seqs.get(stream) ?? 0, signal)) {
    for (const event of events) {
      cursor.seqs.set(stream, event.seq);
      const data = timelineData(stream, event);
      await send({ id: encodeLive(cursor), event: 'timeline', data });
    }
  }
}

async function feed(ctx: Ctx, live: Live, room: string | undefined): Promise<void> {
  const { cursor, send, signal } = live;
  const hears = hearing(ctx.actor);
  const carried = new Map<string, AbortController>();
  const failed = new AbortController();
  const take = (stream: string) => {
    if (carried.has(stream)) return;
    const ended = new AbortController();
    carried.set(stream, ended);
    const until = AbortSignal.any([signal, ended.signal]);
    void carry({ cursor, send, signal: until }, stream).catch((error: unknown) => {
      if (!ended.signal.aborted) failed.abort(error);
    });
  };
  /** After a merge: what came is carried from about where it is, since the room is read anew for it. */
  const reshape = async (own: string) => {
    const runs = await roomRuns(ctx, own);
    const kept = new Set([own, ...runs.map(({ id }) => id)]);
    for (const [stream, ended] of carried) {
      if (kept.has(stream)) continue;
      ended.abort();
      carried.delete(stream);
      cursor.seqs.delete(stream);
    }
    for (const { id, lastSeq } of runs) {
      if (!carried.has(id) && !cursor.seqs.has(id))
        cursor.seqs.set(id, Math.max(0, lastSeq - OVERLAP));
      take(id);
    }
  };
  if (room) {
    take(room);
    for (const { id } of await roomRuns(ctx, room)) take(id);
  }
  const either = AbortSignal.any([signal, failed.signal]);
  for await (const mentions of followAll(cursor.place, either)) {
    if (room && mentions.some(({ stream, kind }) => stream === room && RESHAPING.has(kind))) {
      await reshape(room);
    }
    for (const mention of newestPerStream(mentions)) {
      const { txid, position, ...data } = mention;
      cursor.place = { txid, position };
      if (room && mention.incidentId === room && mention.stream.startsWith('inv_')) {
        take(mention.stream);
      }
      // Of a stream that is carried, every event says so by itself.
      if (carried.has(mention.stream) || !(await hears(mention))) continue;
      await send({ id: encodeLive(cursor), event: 'change', data });
    }
  }
  failed.signal.throwIfAborted();
}

/**
 * The browser's one stream: that something changed, anywhere it may look, and every event of the
 * room that it has open, each once and in the order of its stream.
 */
export async function streamLive(
  ctx: Ctx,
  request: Request,
  { room, after }: { room?: string | undefined; after?: string | undefined },
): Promise<Response> {
  if (room) await getIncident(ctx, { id: room });
  const returning = request.headers.get('last-event-id');
  const cursor = returning
    ? decodeLive(returning)
    : { place: undefined, seqs: parseSeqs(after ?? '') };
  return sseResponse(request, (send, signal) =>
    feed(ctx, { cursor, send, signal: whileAdmitted(ctx, signal) }, room),
  );
}
