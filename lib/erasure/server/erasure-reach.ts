import 'server-only';
import { actionState } from '@/lib/actions/schema';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import type { ErasureSubject } from '@/lib/log/erased';

export interface ErasureReach {
  subject: ErasureSubject;
  /** Null where no more than one action of a single investigation is meant. */
  incidentId: string | null;
  investigationIds: string[];
  actions: { id: string; investigationId: string; state: ReturnType<typeof actionState.parse> }[];
}

type Client = Pick<Prisma.TransactionClient, 'incident' | 'investigation' | 'action'>;

const ACTION = { id: true, investigationId: true, state: true } as const;

const parsed = (found: { id: string; investigationId: string; state: string }[]) =>
  found.map((each) => ({ ...each, state: actionState.parse(each.state) }));

/**
 * What belongs to an id: of an incident, itself and every investigation of it; of an investigation,
 * all of its stream; of an action, what concerns it. @throws NotFound
 */
export async function erasureReach(client: Client, id: string): Promise<ErasureReach> {
  if (id.startsWith('act_')) {
    const actions = parsed(await client.action.findMany({ where: { id }, select: ACTION }));
    const investigationIds = actions.map(({ investigationId }) => investigationId);
    if (actions.length === 0) throw new NotFound('This action');
    return { subject: { type: 'action', id }, incidentId: null, investigationIds, actions };
  }
  const isIncident = id.startsWith('inc_');
  if (isIncident && (await client.incident.count({ where: { id } })) === 0) {
    throw new NotFound('This incident');
  }
  const runs = await client.investigation.findMany({
    where: isIncident ? { incidentId: id } : { id },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  if (!isIncident && runs.length === 0) {
    throw new NotFound('An incident, investigation or action of this id');
  }
  const investigationIds = runs.map((run) => run.id);
  const actions = await client.action.findMany({
    where: { investigationId: { in: investigationIds } },
    select: ACTION,
    orderBy: { id: 'asc' },
  });
  return {
    subject: { type: isIncident ? 'incident' : 'investigation', id },
    incidentId: isIncident ? id : null,
    investigationIds,
    actions: parsed(actions),
  };
}

/** The streams that it takes from, in the order in which they are locked. */
export const streamsOf = ({ incidentId, investigationIds }: ErasureReach): string[] => [
  ...(incidentId === null ? [] : [incidentId]),
  ...investigationIds,
];
