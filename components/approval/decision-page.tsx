'use client';

import { Eraser, History } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { outcomeOf } from '@/components/action/outcome';
import { roomHref } from '@/components/action/room-href';
import { sayError } from '@/components/action/say-error';
import { standingOf } from '@/components/action/standing';
import { useReach } from '@/components/shell/live-status';
import { Page } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { useAnnounce } from '@/components/ui/announcer';
import { nothing } from '@/components/ui/nothing';
import { Countdown } from '@/components/time/countdown';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import type { ActionVersionRow } from '@/lib/actions/schema';
import { PasskeyNotice } from '@/components/passkey/passkey-notice';
import { approvedBefore } from './approved-before';
import { DecisionBar } from './decision-bar';
import { DecisionHead } from './decision-head';
import { DecisionSections } from './decision-sections';
import { neededNow } from './needed-now';
import { sayRoles } from './policy-words';
import { RefusedNotice } from './refused-notice';
import { ReviewPanel } from './review-panel';
import { SettlePanel } from './settle-panel';
import { standingId, StandingPanel } from './standing-panel';
import { useDecision, type DecisionSubject } from './use-decision';
import { useErased } from './use-erased';
import { whatChangedId } from './what-changed-id';

// Comparing texts takes a library; most proposals have one version, and their page does not wait for it.
const VersionSection = dynamic(
  () => import('./version-history').then((module) => module.VersionSection),
  { loading: nothing },
);
const BreakGlass = dynamic(() => import('./break-glass'), { ssr: false });
const YourEarlierApproval = dynamic(
  () => import('./your-earlier-approval').then((module) => module.YourEarlierApproval),
  { loading: nothing },
);

export interface DecisionPageProps extends DecisionSubject {
  versions: ActionVersionRow[];
  isRecording: boolean;
  /** Why this person cannot settle an outcome that nobody knows. */
  settleRefusal: string | undefined;
  /** Why this person cannot review a broken glass. */
  reviewRefusal: string | undefined;
}

/** One action to decide, in the order a person reads it; then what became of it. */
export function DecisionPage({
  versions,
  isRecording,
  settleRefusal,
  reviewRefusal,
  ...subject
}: DecisionPageProps) {
  const { action, view, right, glass, decide, isAuthentic, staleBecause, changed } =
    useDecision(subject);
  const { personId } = subject;
  // Without a connection the frame says it for every page.
  const reach = useReach();
  const isPending = action.state === 'pending_approval';
  const erased = useErased(action.id, isAuthentic, isPending);
  useStateAnnouncement(action.state, outcomeOf(action).text);
  const decided = action.decisions.at(-1);
  const proposedSeq = versions.find(({ version }) => version === action.version)?.seq;
  const approved = approvedBefore({ ...action, personId });
  // With two versions, what changed since one's approval is all that changed.
  const versionsTold = isPending && approved !== undefined ? 2 : 1;
  return (
    <Page width="column" className="min-h-[calc(100dvh-6.5rem)] md:min-h-dvh">
      <DecisionHead
        view={view}
        back={{ href: '/approvals', word: 'Approvals' }}
        standing={
          <>
            <StateBadge {...standingOf(action)} size="md" />
            {isPending && (
              <Countdown expiresAt={action.expiresAt} label="Time to decide" className="text-sm" />
            )}
          </>
        }
        room={
          proposedSeq === undefined
            ? undefined
            : {
                href: roomHref(action.incidentId, action.investigationId, `e:${proposedSeq}`),
                word: 'At this proposal',
              }
        }
      />
      {decide.isError && (
        <RefusedNotice
          error={decide.error}
          changed={changed}
          outcome={isPending ? undefined : outcomeOf(action).text}
        />
      )}
      {isPending && approved !== undefined && (
        <YourEarlierApproval versions={versions} approved={approved} version={action.version} />
      )}
      {erased.words !== undefined && (
        <Notice icon={Eraser} title="What was proposed has been erased">
          On <VisibleText text={erased.words} />. The digest is of what was there.
        </Notice>
      )}
      {erased.isFaulty && (
        <Notice tone="bad" title="What is shown does not match its digest" announced="alert">
          The contents on this page do not hash to the digest that would be signed. Nothing can be
          approved from here. Tell whoever runs this installation.
        </Notice>
      )}
      {staleBecause !== undefined && reach === 'here' && (
        <Notice tone="waiting" title="This page may be out of date" announced="status">
          {sayError(staleBecause)}
        </Notice>
      )}
      {isRecording && (
        <Notice icon={History} title="From a recording">
          Whatever you decide here is recorded as your judgement; no grant is minted and nothing is
          carried out.
        </Notice>
      )}
      {!isPending && (
        <StandingPanel
          action={action}
          isRecording={isRecording}
          decidedHref={
            decided &&
            roomHref(action.incidentId, action.investigationId, `e:${decided.seq}`, decided.seq)
          }
        />
      )}
      {action.glassBroken && (
        <ReviewPanel action={action} personId={personId} refusal={reviewRefusal} />
      )}
      {action.state === 'indeterminate' && (
        <SettlePanel actionId={action.id} refusal={settleRefusal} />
      )}
      {isPending && action.executor.fault && (
        <Notice tone="bad" title="Nobody could carry it out now">
          <VisibleText text={`${action.executor.name} ${action.executor.fault}.`} /> A signature
          would run out unused.
        </Notice>
      )}
      <PasskeyNotice
        isAsked={isPending && neededNow(action).stepUp && subject.roleRefusal === undefined}
        hasPasskey={subject.hasPasskey}
      />
      {isPending && action.version > 1 && approved === undefined && (
        <Notice
          title={`Version ${action.version} took the place of an earlier one`}
          action={
            <a
              href={`#${whatChangedId}`}
              className="shrink-0 font-medium text-ink underline underline-offset-2 pointer-coarse:py-2"
            >
              What changed
            </a>
          }
        >
          Signatures on earlier versions count for nothing.
        </Notice>
      )}
      <DecisionSections
        view={view}
        isPending={isPending}
        changes={versions.length > versionsTold && <VersionSection versions={versions} />}
      />
      {!glass.hidden && (
        <BreakGlass
          right={glass}
          asked={sayRoles(neededNow(action))}
          target={action.target.service}
          isSending={decide.isPending && decide.variables.breakGlass === true}
          onBreak={(reason) => decide.mutate({ decision: 'approve', reason, breakGlass: true })}
        />
      )}
      {isPending ? (
        <DecisionBar
          action={action}
          right={right}
          hasPasskey={subject.hasPasskey}
          sending={decide.isPending ? decide.variables.decision : undefined}
          onDecide={(input) => decide.mutate(input)}
        />
      ) : (
        <p className="text-sm text-muted">
          <Link href="/approvals" className="font-medium text-ink underline underline-offset-2">
            Back to approvals
          </Link>
        </p>
      )}
    </Page>
  );
}

/** States whose buttons or form go away with them. */
const asking = ['pending_approval', 'indeterminate'];

/** Says aloud that the action moved on, and brings eye and focus to where it now stands. */
function useStateAnnouncement(state: string, text: string): void {
  const announce = useAnnounce();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    if (asking.includes(before.current)) {
      window.scrollTo({ top: 0 });
      const isLost = document.activeElement === document.body;
      if (isLost) document.getElementById(standingId)?.focus({ preventScroll: true });
    }
    before.current = state;
    announce(text);
  }, [state, text, announce]);
}
