'use client';

import { Scale } from 'lucide-react';
import Link from 'next/link';
import { followSteps } from '@/components/action/follow-steps';
import { FollowList } from '@/components/action/follow-list';
import { RecoveryButton } from '@/components/action/recovery-button';
import { useRecoveryRefusal } from '@/components/action/recovery-right';
import { outcomeOf } from '@/components/action/outcome';
import { standingOf } from '@/components/action/standing';
import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import { isApprovedByPolicy } from '@/lib/actions/approved-by-policy';
import type { ActionOut } from '@/lib/actions/output';
import { ExecutionOutput } from './execution-output';

export interface StandingPanelProps {
  action: ActionOut;
  /** Its investigation was imported: it never mints a grant. */
  isRecording: boolean;
  /** The last decision, in its room. */
  decidedHref: string | undefined;
}

const linked =
  'font-medium text-ink underline underline-offset-2 pointer-coarse:inline-block pointer-coarse:min-h-11 pointer-coarse:leading-[2.75rem]';

/** Where the focus goes once a press has done its work and its button is gone. */
export const standingId = 'standing';

/** Where a decided action stands: what was decided, by whom, and what came of it, live. */
export function StandingPanel({ action, isRecording, decidedHref }: StandingPanelProps) {
  const { text, cause, quote } = outcomeOf(action);
  const recoveryRefusal = useRecoveryRefusal();
  const said = cause ?? (quote && `“${quote}”`);
  const standing = standingOf(action);
  const { tone } = stateFace(standing.noun, standing.value);
  const wasSigned = action.decisions.some(
    ({ version, decision }) => version === action.version && decision === 'approve',
  );
  const byPolicy = action.decisions.findLast(({ by }) => by.type === 'policy');
  return (
    <Panel
      title="Where it stands"
      aria-label="Where it stands"
      id={standingId}
      tabIndex={-1}
      aside={<StateBadge {...standing} />}
      tone={tone === 'quiet' ? undefined : tone}
    >
      <p className="text-sm text-ink">
        <VisibleText text={text} />
      </p>
      {isApprovedByPolicy(action) && (
        <div className="mt-3">
          <Notice icon={Scale} tone="waiting" title="No person decided this">
            <VisibleText text={byPolicy?.reason ?? ''} />
          </Notice>
        </div>
      )}
      {/* Of what was signed the steps below tell the same, each where it happened. */}
      {said && !wasSigned && (
        <p className="mt-1 [overflow-wrap:anywhere] whitespace-pre-wrap text-sm text-muted">
          <VisibleText text={said} />
        </p>
      )}
      {wasSigned && (
        <div className="mt-4">
          <FollowList steps={followSteps(action, isRecording)} />
        </div>
      )}
      {action.execution && <ExecutionOutput action={action} executionId={action.execution.id} />}
      {!isRecording && (
        <div className="mt-3 empty:hidden">
          <RecoveryButton
            action={action}
            executionId={action.execution?.id}
            refusal={recoveryRefusal}
          />
        </div>
      )}
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm empty:hidden">
        {decidedHref && (
          <Link href={decidedHref} prefetch={false} className={linked}>
            This decision in the room
          </Link>
        )}
        {action.decisions.map(
          ({ id, by, view, viewDigest }) =>
            view && (
              <Link
                key={id}
                href={`/approvals/${encodeURIComponent(action.id)}/views/${viewDigest}`}
                prefetch={false}
                className={linked}
              >
                The page as <VisibleText text={by.name} /> saw it
              </Link>
            ),
        )}
      </p>
    </Panel>
  );
}
