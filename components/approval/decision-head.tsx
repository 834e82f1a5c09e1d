import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { sayReversibility } from '@/components/action/blast-rows';
import { actionBadge } from '@/components/action/outcome';
import { ActTitle } from '@/components/action/act-title';
import { PageHeader } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { ActionOut } from '@/lib/actions/output';

/** Verb and target, from the bound fields; the agent's own title stands under it as its words. */
export function DecisionHead({ action }: { action: ActionOut }) {
  const { target, incident } = action;
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        crumb={
          <Link
            href="/approvals"
            className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm hover:text-ink pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden size={14} />
            Approvals
          </Link>
        }
        title={<ActTitle {...action} />}
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <StateBadge {...actionBadge(action)} size="md" />
        <StateBadge noun="risk" value={action.risk} size="md" />
        <StateBadge noun="reversibility" {...sayReversibility(action)} size="md" />
        {action.state === 'pending_approval' && (
          <Countdown expiresAt={action.expiresAt} label="Time to decide" className="text-sm" />
        )}
      </div>
      <dl className="flex flex-col gap-1 text-sm">
        <Line label="Resource">
          <span className="font-mono text-sm [overflow-wrap:anywhere]">
            <VisibleText text={target.resource} />
          </span>
        </Line>
        <Line label="Agent’s words">
          “<VisibleText text={action.title} />”
        </Line>
        <Line label="Incident">
          {incident ? (
            <Link
              href={`/incidents/${encodeURIComponent(incident.id)}`}
              className="rounded-sm font-medium text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
            >
              <VisibleText text={incident.title} />
            </Link>
          ) : (
            'Not known'
          )}
        </Line>
        <Line label="Proposed">
          <RelativeTime at={action.proposedAt} focusable /> by{' '}
          <VisibleText text={action.proposer.name} />
        </Line>
      </dl>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-24 shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 flex-1 break-words text-ink">{children}</dd>
    </div>
  );
}
