import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { Permission } from '@/lib/access/permissions-table';
import { db } from '@/lib/db/client';
import { checkpointStage } from '@/lib/investigations/schema';
import type { WaitingItem } from '@/lib/investigations/views';

type Waiting = WaitingItem & { incidentId: string };

/** Where to look, and what the asker may do there. */
interface Asked {
  where: { incidentId: { in: string[] } };
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
    const about = { id, incidentId, investigationId, stage: null, title };
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
      title: undecided ? 'Nobody decided in time' : 'Paused',
      since: since.toISOString(),
      expiresAt: null,
      isYours: mayDo('control.give', serviceOf(row.incidentId)),
    };
  });
}

/** All that waits on people in these incidents; `services` says which service each is about. */
export async function readWaiting(actor: Actor, services: Map<string, string>): Promise<Waiting[]> {
  const asked: Asked = {
    where: { incidentId: { in: [...services.keys()] } },
    serviceOf: (incidentId) => services.get(incidentId) ?? '',
    mayDo: (permission, service) => can(actor, permission, { service }).allowed,
  };
  const found = await Promise.all([stopPoints(asked), actions(asked), pauses(asked)]);
  return found.flat();
}
