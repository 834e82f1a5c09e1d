import type { Metadata } from 'next';
import { DecisionPage } from '@/components/approval/decision-page';
import { can } from '@/lib/access/permissions';
import { barredReason } from '@/lib/actions/eligibility';
import { getAction } from '@/lib/actions/server/get-action';
import { listVersions } from '@/lib/actions/server/list-versions';
import { ownersOf } from '@/lib/agents/server/owners-of';
import { getState } from '@/lib/investigations/server/get-state';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Decision' };

interface Props {
  params: Promise<{ id: string }>;
}

export default async function ApprovalPage({ params }: Props) {
  const { id } = await params;
  const ctx = await pageContext();
  const action = await orNotFound(getAction(ctx, { actionId: id, waitS: 0 }));
  const [investigation, versions, ownerIds] = await Promise.all([
    getState(ctx, { id: action.investigationId }),
    listVersions(ctx, { actionId: id }),
    ownersOf(action.proposerId),
  ]);
  const { steeredBy, clock, service } = investigation;
  const decides = can(ctx.actor, 'action.decide', { service: action.target.service });
  const settles = can(ctx.actor, 'action.settle', { service: action.target.service });
  return (
    <DecisionPage
      initial={action}
      versions={versions}
      personId={ctx.actor.id}
      serviceOfRun={service}
      roleRefusal={decides.allowed ? undefined : decides.reason}
      barred={barredReason(ctx.actor.id, { ownerIds, steeredBy }, action.requirements)}
      settleRefusal={settles.allowed ? undefined : settles.reason}
      isRecording={clock === 'imported'}
    />
  );
}
