import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { can, type Permission } from '@/lib/access/permissions';
import type { Place } from '@/lib/access/reach';
import { actionProjection } from '@/lib/actions/fold';
import { actionRow } from '@/lib/actions/schema';
import { askedOf } from '@/lib/actions/server/asked-of';
import { coSigningRolesOf } from '@/lib/actions/server/signing-roles';
import { db } from '@/lib/db/client';
import { incidentProjection } from '@/lib/incidents/fold';
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
  placeOf(incidentId: string): Place | undefined;
  mayDo(permission: Permission, at: Place | undefined, signers?: string[]): boolean;
}

async function stopPoints({ where, placeOf, mayDo }: Asked): Promise<Waiting[]> {
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
    isYours: mayDo('checkpoint.decide', placeOf(row.incidentId)),
  }));
}

/** Who signs each besides approvers; asked only for those whom it could concern. */
async function coSignersOf(actor: Actor, found: object[]): Promise<(id: string) => string[]> {
  const roles = await coSigningRolesOf(actor);
  if (roles.length === 0) return () => [];
  const rows = parseRows(actionProjection, found);
  const ids = [...new Set(rows.map(({ incidentId }) => incidentId))];
  const incidents = parseRows(
    incidentProjection,
    await db().incident.findMany({ where: { id: { in: ids } } }),
  );
  const asked = await askedOf(db(), rows, new Map(incidents.map((row) => [row.id, row])));
  return (id) => asked.get(id)?.requirements.roles ?? [];
}

/** Proposals that need a signature, and executions of which nobody knows how they ended. */
async function actions({ actor, where, mayDo }: Asked): Promise<Waiting[]> {
  const state = { in: ['pending_approval', 'indeterminate'] };
  const rows = await db().action.findMany({ where: { ...where, state } });
  const signersOf = await coSignersOf(actor, rows);
  return rows.map((row) => {
    const { id, incidentId, investigationId, title } = row;
    const about = { id, incidentId, investigationId, stage: null, ended: null, title };
    return row.state === 'indeterminate'
      ? {
          ...about,
          kind: 'outcome',
          since: row.updatedAt.toISOString(),
          expiresAt: null,
          isYours: mayDo('action.settle', row),
        }
      : {
          ...about,
          kind: 'action',
          since: row.proposedAt.toISOString(),
          expiresAt: row.expiresAt.toISOString(),
          isYours: mayDo('action.decide', row, signersOf(id)),
        };
  });
}

/** Paused runs, by a commander or by a stop point that nobody decided: only a person resumes them. */
async function pauses({ where, placeOf, mayDo }: Asked): Promise<Waiting[]> {
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
      isYours: mayDo('control.give', placeOf(row.incidentId)),
    };
  });
}

/**
 * Open incidents that every agent has left without a fix, those of what is part of one included. The
 * one in command is next; where nobody is, whoever may command.
 */
async function takeovers({ where, rootOf, actor, placeOf, mayDo }: Asked): Promise<Waiting[]> {
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
        isYours: isInCommand && mayDo('incident.change', placeOf(incidentId)),
      },
    ];
  });
}

/**
 * All that waits on people in these incidents. `places` says where each is, `roots` what each is part
 * of, where it is of any.
 */
export async function readWaiting(
  actor: Actor,
  places: ReadonlyMap<string, Place>,
  roots: ReadonlyMap<string, string>,
): Promise<Waiting[]> {
  const asked: Asked = {
    actor,
    where: { incidentId: { in: [...places.keys()] } },
    rootOf: (incidentId) => roots.get(incidentId) ?? incidentId,
    placeOf: (incidentId) => places.get(incidentId),
    mayDo: (permission, at, signers = []) => {
      if (!at) return false;
      const { service, environment } = at;
      const resource = { service, ...(environment ? { environment } : {}), signers };
      return can(actor, permission, resource).allowed;
    },
  };
  const found = await Promise.all([
    stopPoints(asked),
    actions(asked),
    pauses(asked),
    takeovers(asked),
  ]);
  return found.flat();
}
