import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { SystemActor } from '@/lib/access/actor';
import { isUnavailable } from '@/lib/db/unavailable';
import { newId } from '@/lib/ids';
import { log } from '@/lib/logger';
import { parseRows } from '@/lib/log/rows';
import { type Tx, write } from '@/lib/log/write';
import { noticeProjection } from '@/lib/notices/fold';
import { deviceProjection, webhookProjection } from '@/lib/notices/fold-targets';
import { callDue } from '@/lib/notices/rules';
import type { Called, CalledFor, Channel, NoticeRow } from '@/lib/notices/schema';
import { type DueMatter, findMatters } from '@/lib/notices/server/find-matters';
import { isOpen } from '@/lib/notices/server/is-open';
import { loadMatter } from '@/lib/notices/server/load-matter';
import type { LoadedMatter } from '@/lib/notices/server/loaded-matter';
import { pushBody, webhookBody } from '@/lib/notices/server/messages';
import { NOTICES } from '@/lib/notices/server/topics';
import { personProjection } from '@/lib/people/fold';
import type { PersonRow } from '@/lib/people/schema';

/** Who it is that tells people. */
export const TELLER: SystemActor = { type: 'system', id: 'notices', name: 'Countersign' };

/** The same matter has the same notice, whoever tells of it and however often. */
export const noticeIdOf = (key: string): string =>
  `ntc_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;

const activePeople = async (tx: Tx): Promise<PersonRow[]> =>
  parseRows(personProjection, await tx.db.person.findMany({ where: { status: 'active' } }));

export interface Outgoing {
  id: string;
  channel: Channel;
  targetId: string;
  personId: string | null;
  body: string;
}

interface Telling {
  noticeId: string;
  loaded: LoadedMatter;
  people: PersonRow[];
  called: Called[];
  step: number;
  waitedMs: number | null;
  now: Date;
}

/** The reason that stands over a message to nobody in particular. */
const reasonFor = (step: number): CalledFor => (step === 0 ? 'decides' : 'nobody_decided');

async function toWebhooks(tx: Tx, of: Telling): Promise<Outgoing[]> {
  const { noticeId, loaded, step, people, called, now, waitedMs } = of;
  const { about, path } = loaded;
  const found = await tx.db.webhook.findMany({ where: { state: 'active' } });
  const wanting = parseRows(webhookProjection, found).filter(
    ({ services, kinds }) =>
      (services.includes('*') || services.includes(about.service)) &&
      kinds.some((kind) => kind === about.kind),
  );
  if (wanting.length === 0) return [];
  const facts = { ...loaded.facts, why: reasonFor(step), waitedMs, now };
  const body = webhookBody({
    noticeId,
    about,
    step,
    path,
    facts,
    called: called.map((each) => ({ of: each, person: people.find(({ id }) => id === each.id) })),
  });
  return wanting.map(({ id: targetId }) => ({
    id: newId('dlv'),
    channel: 'webhook',
    targetId,
    personId: null,
    body,
  }));
}

async function toDevices(tx: Tx, of: Telling): Promise<Outgoing[]> {
  const { noticeId, loaded, called, waitedMs, now } = of;
  const found = await tx.db.device.findMany({
    where: { personId: { in: called.map(({ id }) => id) }, removedAt: null },
  });
  const tag = loaded.about.actionId ?? loaded.about.checkpointId ?? noticeId;
  return parseRows(deviceProjection, found).map(({ id: targetId, personId }) => {
    const why = called.find(({ id }) => id === personId)?.why ?? 'decides';
    const facts = { ...loaded.facts, why, waitedMs, now };
    const body = pushBody(noticeId, loaded.path, tag, facts);
    return { id: newId('dlv'), channel: 'push', targetId, personId, body };
  });
}

/** Puts what is to be handed on into the outbox. */
export async function enqueue(tx: Tx, noticeId: string, outgoing: Outgoing[], now: Date) {
  if (outgoing.length === 0) return;
  await tx.db.noticeDelivery.createMany({
    data: outgoing.map((each) => ({ ...each, noticeId, state: 'waiting', nextAttemptAt: now })),
  });
}

export const handedOn = (
  outgoing: Outgoing[],
): Pick<NoticeRow['deliveries'][number], 'delivery' | 'channel' | 'to' | 'person'>[] =>
  outgoing.map(({ id, channel, targetId, personId }) => ({
    delivery: id,
    channel,
    to: targetId,
    person: personId,
  }));

/**
 * Tells of one matter what is due of it under the lock of its notice, which stands after that of an
 * investigation in the order of locks: of two processes that found it, the second has nothing to do.
 * @returns whether anybody was to be told
 */
async function tell(tx: Tx, due: DueMatter): Promise<boolean> {
  const loaded = await loadMatter(tx, due);
  if (!loaded) return false;
  const { about, matter, ladder } = loaded;
  const noticeId = noticeIdOf(about.key);
  const { service } = about;
  const incidentId = about.incidentId ?? undefined;
  const { now } = await tx.lock(noticeId, { service, ...(incidentId ? { incidentId } : {}) });
  const row = await tx.row(noticeProjection, noticeId);
  if (!(await isOpen(tx.db, about))) return false;
  const people = await activePeople(tx);
  const elapsedMs = row ? now.getTime() - Date.parse(row.toldAt) : 0;
  const told = (row?.people ?? []).map(({ id }) => id);
  const call = callDue({ matter, people, ladder, step: row?.step, told, elapsedMs });
  if (!call) return false;
  const { step, called, nextAfterMs } = call;
  const waitedMs = row ? elapsedMs : null;
  const telling = { noticeId, loaded, people, called, step, waitedMs, now };
  const outgoing = [...(await toWebhooks(tx, telling)), ...(await toDevices(tx, telling))];
  const since = row ? Date.parse(row.toldAt) : now.getTime();
  const nextStepAt = nextAfterMs === null ? null : new Date(since + nextAfterMs).toISOString();
  const deliveries = handedOn(outgoing);
  const payload = { ...about, step, people: called, deliveries, nextStepAt };
  await tx.append(noticeId, [{ kind: 'notice.sent', payload }]);
  await enqueue(tx, noticeId, outgoing, now);
  tx.nudge(NOTICES);
  return true;
}

/**
 * Tells everybody who is to be told now; any number of processes may do so at once.
 * @returns of how many matters people were told
 */
export async function tellDue(): Promise<number> {
  let count = 0;
  for (const due of await findMatters()) {
    try {
      const ctx = { actor: TELLER, requestId: randomUUID() };
      if (await write(ctx, (tx) => tell(tx, due))) count += 1;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // One that cannot be told must not keep the others silent; the next look tries again.
      log().error({ err: error, due }, 'people could not be told');
    }
  }
  return count;
}
