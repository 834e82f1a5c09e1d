'use client';

import dynamic from 'next/dynamic';
import { memo } from 'react';
import { nothing } from '@/components/ui/nothing';
import { useKeptFocus } from '@/components/ui/use-kept-focus';
import { foremostAction } from './foremost-action';
import type { RunFacts } from './run-facts';
import { recordedRun, sameFacts } from './same-facts';

/* Each is sent with the page where there is one; most of a run there is none, and its script can wait. */
const ActionCard = dynamic(() => import('./action-card').then((module) => module.ActionCard), {
  loading: nothing,
});
const StopPointCard = dynamic(
  () => import('@/components/checkpoint/stop-point-card').then((module) => module.StopPointCard),
  { loading: nothing },
);
const StopOutcome = dynamic(
  () => import('@/components/checkpoint/stop-outcome').then((module) => module.StopOutcome),
  { loading: nothing },
);

const shown = sameFacts((facts) => [
  facts.checkpoints,
  facts.actions,
  facts.hypotheses,
  facts.grants,
  facts.executions,
  facts.run.agent,
  facts.row.status,
  facts.run.reach,
  facts.row.drift,
  recordedRun(facts),
]);

/** What a person has to see before anything else: what waits, or how the last of it ended. */
export const Awaits = memo(function Awaits({ facts }: { facts: RunFacts }) {
  const kept = useKeptFocus<HTMLElement>();
  const { checkpoints, actions } = facts;
  const last = checkpoints.at(-1);
  const waiting = checkpoints.findLast(({ state }) => state === 'waiting');
  const action = foremostAction(actions);
  if (!last && !action) return null;
  return (
    <section
      {...kept}
      id="awaits"
      aria-label="What waits on people"
      className="order-1 flex min-w-0 shrink-0 scroll-mt-16 flex-col gap-3 max-lg:mb-3 outline-none lg:order-none"
    >
      {waiting ? (
        // One of its own for each: a second press on an answer must not answer what came after it.
        <StopPointCard key={waiting.id} checkpoint={waiting} facts={facts} />
      ) : (
        <>
          {action && <ActionCard key={action.id} action={action} facts={facts} />}
          {last && (!action || last.state === 'expired') && (
            <StopOutcome key={last.id} checkpoint={last} facts={facts} />
          )}
        </>
      )}
    </section>
  );
}, shown);
