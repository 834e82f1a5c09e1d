'use client';

import { ArrowRight, Wrench } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { RecoveryButton } from '@/components/action/recovery-button';
import { standingOf } from '@/components/action/standing';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { buttonStyle } from '@/components/ui/button-style';
import { nothing } from '@/components/ui/nothing';
import { Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import type { ActionRow } from '@/lib/actions/schema';
import { actionTrail, closingWords, type TrailStep } from './action-trail';
import { useRoomHands } from './room-context';
import type { RunFacts } from './run-facts';

/** Out of the room's first scripts: what it says is beside the text, and a moment later is early enough. */
const SuspicionNotes = dynamic(
  () => import('@/components/text/suspicion-notes').then((module) => module.SuspicionNotes),
  { loading: nothing },
);

export interface ActionCardProps {
  action: ActionRow;
  facts: RunFacts;
  level?: 2 | 3 | undefined;
}

/** A proposed change, and what became of it: decision, grant, execution, recovery. */
export function ActionCard({ action, facts, level = 2 }: ActionCardProps) {
  const { whyNot } = useRoomHands();
  const standing = standingOf(action);
  const { tone } = stateFace(standing.noun, standing.value);
  const isPending = action.state === 'pending_approval';
  // It may be judged, but waits for nobody.
  const isRecorded = facts.row.clock === 'imported';
  const { target } = action.contents;
  const trail = actionTrail(action, facts);
  const closing = closingWords(action);
  const isYours = isPending
    ? !isRecorded && !whyNot('action.decide')
    : action.state === 'indeterminate' && !whyNot('action.settle');
  return (
    <Panel
      level={level}
      tone={tone === 'quiet' || (isRecorded && isPending) ? undefined : tone}
      // In the inspector it stands within what is named already.
      {...(level === 2 ? { 'aria-label': 'Proposed change' } : {})}
      title={
        <span className="flex items-center gap-1.5">
          <Wrench aria-hidden size={15} />
          Proposed change
        </span>
      }
      aside={
        isRecorded && isPending ? (
          <StateBadge noun="action" value={action.state} look="plain" word="Not judged" />
        ) : (
          <StateBadge {...standing} />
        )
      }
      actions={
        isPending && !isRecorded ? (
          <Countdown
            expiresAt={action.expiresAt}
            label="Time to decide"
            over="Nobody decided in time"
            className="text-sm"
          />
        ) : undefined
      }
    >
      <div className="flex flex-col gap-2.5 text-sm">
        <p className="font-medium break-words text-ink">
          <VisibleText text={action.title} />
        </p>
        <SuspicionNotes of={[action.title, closing]} />
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          <StateBadge noun="risk" value={action.risk} />
          <span className="[overflow-wrap:anywhere]">
            <VisibleText text={`${target.resource} on ${target.service}, ${target.environment}`} />
          </span>
          {action.version > 1 && <span>version {action.version}</span>}
        </p>
        {trail.length > 0 && (
          <ol aria-label="What became of it" className="flex flex-col gap-1.5">
            {trail.map((step) => (
              <Step key={step.key} step={step} />
            ))}
          </ol>
        )}
        {closing && (
          <p className="break-words text-muted">
            <ClampedText text={closing} limit={300} />
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Link
            href={`/approvals/${action.id}`}
            className={buttonStyle({ variant: isYours ? 'primary' : 'secondary' })}
          >
            {action.state === 'indeterminate' ? 'Settle how it ended' : 'Open the decision'}
            <ArrowRight aria-hidden size={14} />
          </Link>
          {!isRecorded && (
            <RecoveryButton
              action={action}
              executionId={action.executionId}
              refusal={whyNot('verification.report')}
            />
          )}
        </div>
      </div>
    </Panel>
  );
}

function Step({ step: { noun, value, word, at, says, until } }: { step: TrailStep }) {
  return (
    <li className="flex flex-col gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StateBadge noun={noun} value={value} {...(word ? { word } : {})} look="plain" />
        {until ? (
          <Countdown
            expiresAt={until}
            label="Time for the executor to pick it up"
            over="its time is up"
            bare
            className="text-xs"
          />
        ) : (
          at && <RelativeTime at={at} className="text-xs text-muted" />
        )}
      </span>
      {says && (
        <span className="max-h-20 overflow-y-auto pl-4 text-xs break-words whitespace-pre-wrap text-muted">
          <ClampedText text={says} limit={300} />
        </span>
      )}
    </li>
  );
}
