'use client';

import { neededNow } from './needed-now';
import { History } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { outcomeOf } from '@/components/action/outcome';
import { roomHref } from '@/components/action/room-href';
import { sayError } from '@/components/action/say-error';
import { Page } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { useAnnounce } from '@/components/ui/announcer';
import { Notice } from '@/components/ui/notice';
import type { ActionVersionRow } from '@/lib/actions/schema';
import { PasskeyNotice } from '@/components/passkey/passkey-notice';
import { DecisionBar } from './decision-bar';
import { DecisionHead } from './decision-head';
import { DecisionSections } from './decision-sections';
import { SettlePanel } from './settle-panel';
import { standingId, StandingPanel } from './standing-panel';
import { useDecision, type DecisionSubject } from './use-decision';
import { VersionSection, whatChangedId } from './version-history';

export interface DecisionPageProps extends DecisionSubject {
  versions: ActionVersionRow[];
  isRecording: boolean;
  /** Why this person cannot settle an outcome that nobody knows. */
  settleRefusal: string | undefined;
}

/** One action to decide, in the order a person reads it; then what became of it. */
export function DecisionPage({
  versions,
  isRecording,
  settleRefusal,
  ...subject
}: DecisionPageProps) {
  const { action, facts, right, decide, isAuthentic, staleBecause } = useDecision(subject);
  const isPending = action.state === 'pending_approval';
  useStateAnnouncement(action.state, outcomeOf(action).text);
  const decidedSeq = action.decisions.at(-1)?.seq;
  return (
    <Page width="column" className="min-h-[calc(100dvh-6.5rem)] md:min-h-dvh">
      <DecisionHead action={action} />
      {decide.isError && (
        <Notice tone="bad" title={`Not recorded: ${decide.error.title}`} announced="alert">
          <p>
            <VisibleText text={sayError(decide.error)} />
          </p>
          {!isPending && (
            <p className="mt-1">
              <VisibleText text={outcomeOf(action).text} />
            </p>
          )}
        </Notice>
      )}
      {isAuthentic === false && (
        <Notice tone="bad" title="What is shown does not match its digest" announced="alert">
          The contents on this page do not hash to the digest that would be signed. Nothing can be
          approved from here. Tell whoever runs this installation.
        </Notice>
      )}
      {staleBecause !== undefined && (
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
            decidedSeq === undefined
              ? undefined
              : roomHref(action.incidentId, action.investigationId, `e:${decidedSeq}`)
          }
        />
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
      {isPending && action.version > 1 && (
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
        facts={facts}
        action={action}
        changes={<VersionSection versions={versions} />}
      />
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
