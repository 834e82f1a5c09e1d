import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Encoded, type Send, sseResponse } from '@/lib/http/sse';
import { getIncident } from '@/lib/incidents/server/get-incident';
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
  const carried = new Map<string, Promise<void>>();
  const failed = new AbortController();
  const take = (stream: string) => {
    if (carried.has(stream)) return;
    carried.set(
      stream,
      carry(live, stream).catch((error: unknown) => failed.abort(error)),
    );
  };
  if (room) {
    take(room);
    const known = await db().investigation.findMany({
      where: { incidentId: room },
      select: { id: true },
    });
    for (const { id } of known) take(id);
  }
  const either = AbortSignal.any([signal, failed.signal]);
  for await (const mentions of followAll(cursor.place, either)) {
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
