import 'server-only';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import type { Actor } from '@/lib/access/actor';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import { ownersOf } from '@/lib/agents/server/owners-of';
import { askedOf } from '@/lib/actions/server/asked-of';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { investigationProjection } from '@/lib/investigations/fold';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import type { CheckpointRow, InvestigationRow } from '@/lib/investigations/schema';
import { columnsOf, parseRows } from '@/lib/log/rows';
import type { Matter } from '@/lib/notices/rules';
import { policyVersionProjection, versionKey } from '@/lib/policies/fold';
import { rulingOn } from '@/lib/policies/ruling';
import { policyInForce } from '@/lib/policies/server/policy-in-force';

/** Of each sort, what one inbox shows at most. */
export const MOST = 200;

/** Something that waits, with all that its matter is made of. */
export interface WaitingMatter {
  matter: Matter;
  incident: IncidentRow;
  investigation: InvestigationRow;
  action: ActionRow | undefined;
  checkpoint: CheckpointRow | undefined;
}

const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]));

async function actionsWaiting(actor: Actor): Promise<ActionRow[]> {
  const columns = Prisma.raw(
    columnsOf(actionProjection)
      .split(', ')
      .map((column) => `a.${column}`)
      .join(', '),
  );
  const found = await db().$queryRaw<object[]>`
    SELECT ${columns} FROM "action" a JOIN "investigation" i ON i."id" = a."investigationId"
    WHERE ${sqlPlacesSeen(actor, 'a')} AND a."state" IN ('pending_approval', 'indeterminate') AND i."clock" = 'live'
    ORDER BY a."expiresAt" LIMIT ${MOST}`;
  return parseRows(actionProjection, found);
}

async function pointsWaiting(actor: Actor): Promise<CheckpointRow[]> {
  const columns = Prisma.raw(
    columnsOf(checkpointProjection)
      .split(', ')
      .map((column) => `c.${column}`)
      .join(', '),
  );
  const found = await db().$queryRaw<object[]>`
    SELECT ${columns} FROM "checkpoint" c JOIN "investigation" i ON i."id" = c."investigationId"
    WHERE ${sqlPlacesSeen(actor, 'i')} AND c."state" = 'waiting' AND i."clock" = 'live'
    ORDER BY c."expiresAt" LIMIT ${MOST}`;
  return parseRows(checkpointProjection, found);
}

/** Who may let each of these go, by policy as it stands now, in one question a table. */
async function releasers(investigations: InvestigationRow[], incidents: Map<string, IncidentRow>) {
  const keys = investigations.map(({ policy }) => versionKey(policy.id, policy.version));
  const [inForce, found] = await Promise.all([
    policyInForce(),
    db().policyVersion.findMany({ where: { key: { in: keys } } }),
  ]);
  const versions = new Map(parseRows(policyVersionProjection, found).map((row) => [row.key, row]));
  return new Map(
    investigations.flatMap(({ id, incidentId, service, environment, policy }) => {
      const incident = incidents.get(incidentId);
      if (!incident) return [];
      const { severity, outageClass } = incident;
      const began = versions.get(versionKey(policy.id, policy.version));
      const { terms } = rulingOn({ service, environment, severity, outageClass }, inForce, began);
      return [[id, terms.releaser] as const];
    }),
  );
}

const signers = ({ decisions, version }: ActionRow): string[] =>
  decisions
    .filter((each) => each.version === version && each.decision === 'approve')
    .map(({ by }) => by.id);

/** Everything that waits on people where the actor may look, however many may decide it. */
export async function waitingMatters(actor: Actor): Promise<WaitingMatter[]> {
  const [actions, points] = await Promise.all([actionsWaiting(actor), pointsWaiting(actor)]);
  const all = [...actions, ...points];
  const [foundRuns, foundIncidents] = await Promise.all([
    db().investigation.findMany({
      where: { id: { in: all.map(({ investigationId }) => investigationId) } },
    }),
    db().incident.findMany({ where: { id: { in: all.map(({ incidentId }) => incidentId) } } }),
  ]);
  const runs = byId(parseRows(investigationProjection, foundRuns));
  const incidents = byId(parseRows(incidentProjection, foundIncidents));
  const stopped = points.flatMap(({ investigationId }) => runs.get(investigationId) ?? []);
  const proposers = [...new Set(actions.map(({ proposerId }) => proposerId))];
  const [allowed, asked, owners] = await Promise.all([
    releasers(stopped, incidents),
    askedOf(db(), actions, incidents),
    Promise.all(proposers.map(async (id) => [id, await ownersOf(id)] as const)),
  ]);
  const ownersByAgent = new Map(owners);
  return all.flatMap((each): WaitingMatter[] => {
    const incident = incidents.get(each.incidentId);
    const investigation = runs.get(each.investigationId);
    if (!incident || !investigation) return [];
    const { commanderId } = incident;
    if (!('proposerId' in each)) {
      const { service, environment } = investigation;
      const releaser = allowed.get(investigation.id) ?? 'any-commander';
      const matter: Matter = { kind: 'stop_point', service, environment, commanderId, releaser };
      return [{ matter, incident, investigation, action: undefined, checkpoint: each }];
    }
    const { service, environment } = each;
    const signedBy = signers(each);
    const matter: Matter =
      each.state === 'indeterminate'
        ? { kind: 'settlement', service, environment, commanderId, signedBy }
        : {
            kind: 'signature',
            service,
            environment,
            proposedAt: each.proposedAt,
            commanderId,
            requirements: asked.get(each.id)?.requirements ?? each.contents.requirements,
            behind: {
              ownerIds: ownersByAgent.get(each.proposerId) ?? [],
              steeredBy: investigation.steeredBy,
            },
            signedBy,
            signedEarlier: [],
          };
    return [{ matter, incident, investigation, action: each, checkpoint: undefined }];
  });
}
