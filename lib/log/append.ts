import 'server-only';
import { type Actor, actorRef } from '@/lib/access/actor';
import type { Prisma } from '@/lib/db/generated/client';
import { newId } from '@/lib/ids';
import { canonical, leafHash } from '@/lib/log/canonical';
import { withCommitments } from '@/lib/log/commitment';
import { KINDS } from '@/lib/log/kinds';
import type { EventActor, StoredEvent } from '@/lib/log/schema';

export interface Draft {
  kind: string;
  payload: Record<string, unknown>;
  /** The id its author chose; made here otherwise. Unique in the stream. */
  id?: string;
  /** The time its author claims; the database's otherwise. */
  at?: string;
  /** Who did it, where that is not whoever asks (a policy, a clock). */
  actor?: EventActor;
}

/** A stream held by this transaction: its last seq, and the database's time when it was locked. */
export interface LockedStream {
  head: number;
  now: Date;
}

/** Streams of one statement move to their new heads; events come with their streams beside them. */
const APPEND = `
  WITH moved AS (
    UPDATE "stream" s SET "head" = m.head FROM unnest($1::text[], $2::int[]) AS m(id, head)
    WHERE s."id" = m.id
  ), kept AS (
    INSERT INTO "event_content" ("stream", "seq", "fields", "actorName")
    SELECT * FROM unnest($3::text[], $4::int[], string_to_array($5, E'\\x1e'), $6::text[])
  )
  INSERT INTO "event"
    ("stream", "seq", "id", "kind", "v", "actorType", "actorId", "at", "recordedAt", "leaf", "hash")
  SELECT stream, seq, id, kind, v, actor_type, actor_id, at, recorded_at, leaf, decode(hash, 'hex')
  FROM unnest($3::text[], $4::int[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[],
              $12::timestamptz[], $13::timestamptz[], string_to_array($14, E'\\x1e'), $15::text[])
    AS row(stream, seq, id, kind, v, actor_type, actor_id, at, recorded_at, leaf, hash)`;

/**
 * JSON texts as one: a control character cannot stand in JSON as itself, and PostgreSQL takes them
 * apart for a thirtieth of what reading its array syntax costs on both sides.
 */
const together = (texts: string[]): string => texts.join('\x1e');

interface Sealed {
  event: StoredEvent;
  v: number;
  leaf: string;
  fields: string;
}

/** The leaf of a draft at its place, its hash, and what is kept beside it. Throws on an unknown kind. */
function seal(stream: string, seq: number, draft: Draft, actor: Actor, now: Date): Sealed {
  const kind = KINDS[draft.kind];
  if (!kind) throw new Error(`No kind '${draft.kind}' is known to the log.`);
  const recordedAt = now.toISOString();
  const id = draft.id ?? newId('evt', now.getTime());
  const at = draft.at ?? recordedAt;
  const by = draft.actor ?? actorRef(actor);
  const { shown, kept } = withCommitments(draft.payload, kind.content);
  const leaf = canonical({
    v: kind.v,
    stream,
    seq,
    id,
    kind: draft.kind,
    actor: { type: by.type, id: by.id },
    at,
    recordedAt,
    payload: shown,
  });
  const hash = leafHash(leaf).toString('hex');
  const { kind: name, payload } = draft;
  const event = { stream, seq, id, kind: name, actor: by, at, recordedAt, hash, payload };
  return { event, v: kind.v, leaf, fields: JSON.stringify(kept) };
}

/** What is to be appended to one stream, held by this transaction. */
export interface Addition {
  stream: string;
  locked: LockedStream;
  drafts: Draft[];
}

/**
 * Appends to streams that this transaction has locked, all in one statement; moves the heads that
 * they hold. Each stream may stand in the list once.
 */
export async function appendTo(
  client: Prisma.TransactionClient,
  additions: Addition[],
  actor: Actor,
): Promise<StoredEvent[]> {
  const given = additions.filter(({ drafts }) => drafts.length > 0);
  if (given.length === 0) return [];
  const sealed = given.flatMap(({ stream, locked, drafts }) =>
    drafts.map((draft, i) => seal(stream, locked.head + 1 + i, draft, actor, locked.now)),
  );
  const events = sealed.map((one) => one.event);
  await client.$executeRawUnsafe(
    APPEND,
    given.map(({ stream }) => stream),
    given.map(({ locked, drafts }) => locked.head + drafts.length),
    events.map((event) => event.stream),
    events.map((event) => event.seq),
    together(sealed.map((one) => one.fields)),
    events.map((event) => event.actor.name),
    events.map((event) => event.id),
    events.map((event) => event.kind),
    sealed.map((one) => one.v),
    events.map((event) => event.actor.type),
    events.map((event) => event.actor.id),
    events.map((event) => event.at),
    events.map((event) => event.recordedAt),
    together(sealed.map((one) => one.leaf)),
    events.map((event) => event.hash),
  );
  for (const { locked, drafts } of given) locked.head += drafts.length;
  return events;
}
