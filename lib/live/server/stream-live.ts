import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { findPerson } from '@/lib/access/server/find-person';
import { NotFound, Unauthenticated } from '@/lib/errors';
import { Encoded, sseResponse } from '@/lib/http/sse';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { readParts, runsOfRoom } from '@/lib/incidents/server/parts';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { decodeLive, encodeLive, parseSeqs } from '@/lib/live/cursor';
import { log } from '@/lib/logger';
import { newestPerStream } from '@/lib/live/mentions';
import { Carriage, type Live } from '@/lib/live/server/carriage';
import { hearing } from '@/lib/live/server/hearing';
import { followAll } from '@/lib/log/follow-all';
import type { Mention } from '@/lib/log/read';
import { whileAdmitted } from '@/lib/log/still-admitted';
import type { RoomPresence } from '@/lib/presence/rules';
import { attend } from '@/lib/presence/server/attend';
import { followPresence } from '@/lib/presence/server/follow-presence';

/** What changes which runs a room shows. */
const RESHAPING: ReadonlySet<string> = new Set(['incident.joined', 'incident.left']);

/** The runs that a room shows, as its page does: its own, and those of what is part of it. */
async function roomRuns(ctx: Ctx, room: string): Promise<InvestigationRow[]> {
  return runsOfRoom(ctx.actor, room, await readParts(ctx.actor, room));
}

/** The streams of some rooms, each with the rooms that it belongs to. */
async function streamsOf(ctx: Ctx, rooms: readonly string[]): Promise<Map<string, string[]>> {
  const streams = new Map<string, string[]>();
  for (const room of rooms) {
    const ids = [room, ...(await roomRuns(ctx, room)).map(({ id }) => id)];
    for (const id of ids) streams.set(id, [...(streams.get(id) ?? []), room]);
  }
  return streams;
}

const listed = new WeakMap<RoomPresence, Encoded>();

/** Who is in a room, written once for all who are told. */
function presenceData(presence: RoomPresence): Encoded {
  const data = listed.get(presence) ?? new Encoded(JSON.stringify(presence));
  listed.set(presence, data);
  return data;
}

/** Shows a person to those who have the room open too, and them to that person. */
async function beSeen(personId: string, room: string, live: Live): Promise<void> {
  const { cursor, send, signal } = live;
  const leave = attend(room, personId);
  try {
    for await (const presence of followPresence(room, signal)) {
      await send({ id: encodeLive(cursor), event: 'presence', data: presenceData(presence) });
    }
  } finally {
    leave();
  }
}

/** Whether whoever listens has other roles by now: what they may hear has to be asked anew. */
async function areRolesOthers({ actor }: Ctx, mentions: readonly Mention[]): Promise<boolean> {
  if (actor.type !== 'person') return false;
  const isOfRoles = ({ stream, kind }: Mention) =>
    stream === actor.id && kind === 'person.roles_changed';
  if (!mentions.some(isOfRoles)) return false;
  const now = await findPerson(actor.sessionId);
  return JSON.stringify(now?.roles) !== JSON.stringify(actor.roles);
}

async function feed(
  ctx: Ctx,
  live: Live,
  { rooms, isAllTold }: { rooms: string[]; isAllTold: boolean },
): Promise<void> {
  const { cursor, send, signal } = live;
  const hears = hearing(ctx.actor);
  const carriage = new Carriage(live, rooms);
  if (rooms.length > 0) carriage.begin(await streamsOf(ctx, rooms));
  const { actor } = ctx;
  if (actor.type === 'person') {
    for (const room of rooms) {
      void beSeen(actor.id, room, live).catch((err: unknown) => {
        if (!signal.aborted) log().warn({ err, room }, 'who is in a room is told no longer');
      });
    }
  }
  const over = new AbortController();
  const tell = async (mentions: readonly Mention[]): Promise<void> => {
    if (await areRolesOthers(ctx, mentions)) return over.abort();
    for (const room of rooms) {
      if (mentions.some(({ stream, kind }) => stream === room && RESHAPING.has(kind))) {
        carriage.reshape(room, await roomRuns(ctx, room));
      }
    }
    for (const mention of newestPerStream(mentions)) {
      const { txid, position, ...data } = mention;
      const place = { txid, position };
      const { stream, incidentId } = mention;
      if (incidentId !== null && rooms.includes(incidentId) && stream.startsWith('inv_')) {
        carriage.begin(new Map([[stream, [incidentId]]]));
      }
      // Of a stream that is carried, every event says so by itself.
      const isTold = (isAllTold || !carriage.has(stream)) && (await hears(mention));
      const id = encodeLive({ place, seqs: cursor.seqs });
      // What is sent meanwhile must not name a place whose mention is still to come.
      const sent = isTold ? send({ id, event: 'change', data }) : undefined;
      cursor.place = place;
      await sent;
    }
  };
  const until = AbortSignal.any([signal, carriage.failed, over.signal]);
  await followAll(cursor.place, until, (mentions) => {
    const isSilent = ({ stream, kind }: Mention) =>
      !isAllTold && carriage.has(stream) && !RESHAPING.has(kind);
    if (!mentions.every(isSilent)) return tell(mentions);
    // Most of what happens in a room that is open: all who have it open were told by the event.
    const last = mentions.at(-1);
    if (last) cursor.place = { txid: last.txid, position: last.position };
    return undefined;
  });
  carriage.failed.throwIfAborted();
}

export interface LiveQuery {
  room?: string[] | undefined;
  after?: string | undefined;
  changes?: 'all' | 'others' | undefined;
  as?: string | undefined;
}

async function demandRoom(ctx: Ctx, id: string): Promise<void> {
  try {
    await getIncident(ctx, { id });
  } catch (error) {
    // Of several rooms, which one: the others are still to be had.
    if (error instanceof NotFound) throw new NotFound('This incident', { room: id });
    throw error;
  }
}

/**
 * The browser's one stream: that something changed, anywhere it may look, every event of the rooms
 * that it has open, each once and in the order of its stream, and who else is in them.
 */
export async function streamLive(
  ctx: Ctx,
  request: Request,
  { room: rooms = [], after, changes, as }: LiveQuery,
): Promise<Response> {
  if (as !== undefined && as !== ctx.actor.id) {
    throw new Unauthenticated('Somebody else has signed in in this browser.');
  }
  for (const room of rooms) await demandRoom(ctx, room);
  const returning = request.headers.get('last-event-id');
  const cursor = returning
    ? decodeLive(returning)
    : { place: undefined, seqs: parseSeqs(after ?? '') };
  return sseResponse(request, (send, signal) =>
    feed(
      ctx,
      { cursor, send, signal: whileAdmitted(ctx, signal) },
      { rooms, isAllTold: changes === 'all' },
    ),
  );
}
