import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { Permission } from '@/lib/access/permissions-table';
import { actionRow } from '@/lib/actions/schema';
import { db } from '@/lib/db/client';
import { groupBy } from '@/lib/incidents/group-by';
import { endedHow, leftToPeople } from '@/lib/incidents/takeover';
import { investigationProjection } from '@/lib/investigations/fold';
import { checkpointStage } from '@/lib/investigations/schema';
import type { WaitingItem } from '@/lib/investigations/views';
import { parseRows } from '@/lib/log/rows';

type Waiting = WaitingItem & { incidentId: string };

const triedChange = actionRow.pick({ incidentId: true, state: true, verification: true });

/** Where to look, and what the asker may do there. */
interface Asked {
  actor: Actor;
  where: { incidentId: { in: string[] } };
  /** The incident that one is told of under: itself, or what it is part of. */
  rootOf(incidentId: string): string;
  serviceOf(incidentId: string): string;
  mayDo(permission: Permission, service: string): boolean;
}

async function stopPoints({ where, serviceOf, mayDo }: Asked): Promise<Waiting[]> {
  const rows = await db().checkpoint.findMany({ where: { ...where, state: 'waiting' } });
  return rows.map((row) => ({
    kind: 'checkpoint',
    id: row.id,
    incidentId: row.incidentId,
    investigationId: row.investigationId,
    stage: checkpointStage.parse(row.stage),
    ended: null,
    title: row.summary,
    since: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isYours: mayDo('checkpoint.decide', serviceOf(row.incidentId)),
  }));
}

/** Proposals that need a signature, and executions of which nobody knows how they ended. */
async function actions({ where, mayDo }: Asked): Promise<Waiting[]> {
  const state = { in: ['pending_approval', 'indeterminate'] };
  const rows = await db().action.findMany({ where: { ...where, state } });
  return rows.map((row) => {
    const { id, incidentId, investigationId, title } = row;
    const about = { id, incidentId, investigationId, stage: null, ended: null, title };
    return row.state === 'indeterminate'
      ? {
          ...about,
          kind: 'outcome',
          since: row.updatedAt.toISOString(),
          expiresAt: null,
          isYours: mayDo('action.settle', row.service),
        }
      : {
          ...about,
          kind: 'action',
          since: row.proposedAt.toISOString(),
          expiresAt: row.expiresAt.toISOString(),
          isYours: mayDo('action.decide', row.service),
        };
  });
}

/** Paused runs, by a commander or by a stop point that nobody decided: only a person resumes them. */
async function pauses({ where, serviceOf, mayDo }: Asked): Promise<Waiting[]> {
  const rows = await db().investigation.findMany({ where: { ...where, status: 'paused' } });
  if (rows.length === 0) return [];
  const [held, told] = await Promise.all([
    db().checkpoint.findMany({
      where: { id: { in: rows.flatMap(({ checkpointId }) => checkpointId ?? []) } },
    }),
    db().directive.findMany({
      where: { investigationId: { in: rows.map(({ id }) => id) }, kind: 'pause' },
      orderBy: { seq: 'desc' },
      distinct: ['investigationId'],
    }),
  ]);
  return rows.map((row) => {
    const undecided = held.find(({ id }) => id === row.checkpointId);
    const directive = told.find(({ investigationId }) => investigationId === row.id);
    const since = undecided?.decidedAt ?? directive?.givenAt ?? row.lastEventAt;
    return {
      kind: 'pause',
      id: row.id,
      incidentId: row.incidentId,
      investigationId: row.id,
      stage: undecided ? checkpointStage.parse(undecided.stage) : null,
      ended: null,
      title: undecided ? 'Nobody decided in time' : 'Paused',
      since: since.toISOString(),
      expiresAt: null,
      isYours: mayDo('control.give', serviceOf(row.incidentId)),
    };
  });
}

/**
 * Open incidents that every agent has left without a fix, those of what is part of one included. The
 * one in command is next; where nobody is, whoever may command.
 */
async function takeovers({ where, rootOf, actor, serviceOf, mayDo }: Asked): Promise<Waiting[]> {
  const ids = where.incidentId.in;
  const open = await db().incident.findMany({
    where: { id: { in: ids.filter((id) => rootOf(id) === id) }, status: 'open', clock: 'live' },
    select: { id: true, commanderId: true },
  });
  const isOpen = new Set(open.map(({ id }) => id));
  const about = { where: { incidentId: { in: ids.filter((id) => isOpen.has(rootOf(id))) } } };
  const [found, changes] = await Promise.all([
    db().investigation.findMany(about),
    // A proposal may carry much text, of which nothing is asked here.
    db().action.findMany({
      ...about,
      select: { incidentId: true, state: true, verification: true },
    }),
  ]);
  const root = (row: { incidentId: string }) => rootOf(row.incidentId);
  const runs = groupBy(parseRows(investigationProjection, found), root);
  const tried = groupBy(
    changes.map((change) => triedChange.parse(change)),
    root,
  );
  return open.flatMap(({ id: incidentId, commanderId }): Waiting[] => {
    const left = leftToPeople(runs.get(incidentId) ?? [], tried.get(incidentId) ?? []);
    if (!left) return [];
    const isInCommand = commanderId === null || commanderId === actor.id;
    return [
      {
        kind: 'takeover',
        id: left.id,
        incidentId,
        investigationId: left.id,
        stage: null,
        ended: endedHow(left) ?? null,
        title: left.summary ?? '',
        since: left.endedAt ?? left.lastEventAt,
        expiresAt: null,
        isYours: isInCommand && mayDo('incident.change', serviceOf(incidentId)),
      },
    ];
  });
}

/**
 * All that waits on people in these incidents. `services` says which service each is about, `roots`
 * what each is part of, where it is of any.
 */
export async function readWaiting(
  actor: Actor,
  services: ReadonlyMap<string, string>,
  roots: ReadonlyMap<string, string>,
): Promise<Waiting[]> {
  const asked: Asked = {
    actor,
    where: { incidentId: { in: [...services.keys()] } },
    rootOf: (incidentId) => roots.get(incidentId) ?? incidentId,
    serviceOf: (incidentId) => services.get(incidentId) ?? '',
    mayDo: (permission, service) => can(actor, permission, { service }).allowed,
  };
  const found = await Promise.all([
    stopPoints(asked),
    actions(asked),
    pauses(asked),
    takeovers(asked),
  ]);
  return found.flat();
}
