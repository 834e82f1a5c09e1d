import type { Metadata } from 'next';
import { RecoveryRight } from '@/components/action/recovery-right';
import { DecisionPage } from '@/components/approval/decision-page';
import { neededNow } from '@/components/approval/needed-now';
import { can } from '@/lib/access/permissions';
import { barredReason, CAME_LATE, cameLate, signsAs } from '@/lib/actions/eligibility';
import { getAction } from '@/lib/actions/server/get-action';
import { listVersions } from '@/lib/actions/server/list-versions';
import { ownersOf } from '@/lib/agents/server/owners-of';
import { getState } from '@/lib/investigations/server/get-state';
import { hasStandingPasskey } from '@/lib/passkeys/server/show-passkeys';
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
  const [investigation, versions, ownerIds, hasPasskey] = await Promise.all([
    getState(ctx, { id: action.investigationId }),
    listVersions(ctx, { actionId: id }),
    ownersOf(action.proposerId),
    hasStandingPasskey(ctx),
  ]);
  const { steeredBy, clock, service } = investigation;
  const { service: on, environment } = action.target;
  const place = { service: on, environment };
  const needed = neededNow(action);
  const decides = can(ctx.actor, 'action.decide', { ...place, signers: needed.roles });
  const { id: personId, roles } = ctx.actor;
  const me = { id: personId, status: 'active', roles } as const;
  const proposal = { ...place, proposedAt: action.proposedAt };
  const isLate = cameLate(me, proposal, needed);
  const settles = can(ctx.actor, 'action.settle', place);
  const reviews = can(ctx.actor, 'action.review', place);
  const reports = can(ctx.actor, 'verification.report', place);
  return (
    <RecoveryRight refusal={reports.allowed ? null : reports.reason}>
      <DecisionPage
        initial={action}
        versions={versions}
        personId={personId}
        hasPasskey={hasPasskey}
        serviceOfRun={service}
        roleRefusal={isLate ? CAME_LATE : decides.allowed ? undefined : decides.reason}
        signsAs={signsAs(me, proposal, needed).roles}
        barred={barredReason(personId, { ownerIds, steeredBy }, needed)}
        settleRefusal={settles.allowed ? undefined : settles.reason}
        reviewRefusal={reviews.allowed ? undefined : reviews.reason}
        isRecording={clock === 'imported'}
      />
    </RecoveryRight>
  );
}
