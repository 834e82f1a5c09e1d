import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { barredReason, isApprover, signsAs } from '@/lib/actions/eligibility';
import type { ActionSummary } from '@/lib/actions/output';
import { showActions } from '@/lib/actions/server/show-action';
import { reading } from '@/lib/actions/server/shown-from';
import { db } from '@/lib/db/client';
import { Forbidden } from '@/lib/errors';
import { byUrgency } from '@/lib/inbox/order';
import type { InboxItem, InboxView } from '@/lib/inbox/schema';
import { addressedTo } from '@/lib/inbox/server/addressed-to';
import { MOST, waitingMatters, type WaitingMatter } from '@/lib/inbox/server/waiting-matters';
import { databaseNow } from '@/lib/log/clock';
import { parseRows } from '@/lib/log/rows';
import { noticeProjection } from '@/lib/notices/fold';
import { deciders, signersNow } from '@/lib/notices/rules';
import { isWaitingKind, type NoticeRow } from '@/lib/notices/schema';
import { personProjection } from '@/lib/people/fold';
import type { PersonRow } from '@/lib/people/schema';
import { isOfUse, neededWords, stillNeeded } from '@/lib/policies/signing';

/** Of those it waits on, as many by name. */
const NAMED = 5;

/** Why something is not for a reader whose role fits. */
function whyNot(
  { matter, action }: WaitingMatter,
  me: PersonRow | undefined,
  people: PersonRow[],
): string | null {
  if (!me || matter.kind !== 'signature') return null;
  if (!isApprover(me, matter, matter.requirements)) return null;
  if (matter.signedBy.includes(me.id)) return 'You have signed it.';
  if (!action) return null;
  const barred = barredReason(me.id, matter.behind, matter.requirements);
  if (barred !== undefined) return barred;
  const signers = signersNow(people, matter);
  if (isOfUse(signers, signsAs(me, matter, matter.requirements), matter.requirements)) return null;
  return `Still needed: ${neededWords(stillNeeded(signers, matter.requirements))}.`;
}

function toldOf(notice: NoticeRow | undefined): InboxItem['told'] {
  if (!notice) return null;
  const delivered = notice.deliveries.filter(({ state }) => state === 'delivered');
  return {
    at: notice.toldAt,
    people: notice.people.length,
    reached: delivered.length,
    opened: notice.opened.length,
    step: notice.step,
  };
}

async function noticesOf(found: WaitingMatter[]): Promise<Map<string, NoticeRow>> {
  const rows = await db().notice.findMany({
    where: {
      OR: [
        { actionId: { in: found.flatMap(({ action }) => action?.id ?? []) } },
        { checkpointId: { in: found.flatMap(({ checkpoint }) => checkpoint?.id ?? []) } },
      ],
    },
  });
  const notices = parseRows(noticeProjection, rows).filter(({ kind }) => isWaitingKind(kind));
  return new Map(
    notices.map((row) => [`${row.kind} ${row.actionId ?? row.checkpointId} ${row.version}`, row]),
  );
}

/** What waits on people, as far as the reader sees it: theirs first, then others', by urgency. */
export async function readInbox(ctx: Ctx): Promise<InboxView> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person has an inbox.');
  const [found, addressed, active, now] = await Promise.all([
    waitingMatters(actor),
    addressedTo(actor),
    db().person.findMany({ where: { status: 'active' } }),
    databaseNow(),
  ]);
  const people = parseRows(personProjection, active);
  const me = people.find(({ id }) => id === actor.id);
  const actions = found.flatMap(({ action }) => action ?? []);
  const [shown, notices] = await Promise.all([
    showActions(reading(db()), actions),
    noticesOf(found),
  ]);
  const summaries = new Map<string, ActionSummary>(shown.map((each) => [each.id, each]));
  const items = found.flatMap((each): InboxItem[] => {
    const { matter, incident, investigation, action, checkpoint } = each;
    if (!isWaitingKind(matter.kind)) return [];
    const able = deciders(matter, people);
    const others = able.filter(({ id }) => id !== actor.id);
    const about = action ?? checkpoint;
    if (!about) return [];
    const key = `${matter.kind} ${about.id} ${action?.version ?? null}`;
    const expiresAt = matter.kind === 'settlement' ? null : about.expiresAt;
    return [
      {
        kind: matter.kind,
        id: about.id,
        investigationId: investigation.id,
        incident: { id: incident.id, title: incident.title, severity: incident.severity },
        service: matter.service,
        environment: action?.environment ?? investigation.environment,
        risk: action?.risk ?? null,
        stage: checkpoint?.stage ?? null,
        summary: checkpoint?.summary ?? null,
        action: summaries.get(about.id) ?? null,
        since: action
          ? action.state === 'indeterminate'
            ? action.updatedAt
            : action.proposedAt
          : (checkpoint?.requestedAt ?? investigation.startedAt),
        expiresAt,
        isMine: able.some(({ id }) => id === actor.id),
        whyNotMine: whyNot(each, me, people),
        waitsOn: others.slice(0, NAMED).map(({ id, name }) => ({ id, name })),
        waitsOnCount: others.length,
        told: toldOf(notices.get(key)),
      },
    ];
  });
  return {
    addressed,
    items: byUrgency(items, now.getTime()),
    isCut: actions.length >= MOST || found.length - actions.length >= MOST,
    now: now.toISOString(),
  };
}
