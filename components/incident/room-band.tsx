'use client';

import { StopOutcome } from '@/components/checkpoint/stop-outcome';
import { StopPointCard } from '@/components/checkpoint/stop-point-card';
import { ActionCard } from './action-card';
import { foremostAction } from './action-trail';
import { OverviewStrip } from './overview-strip';
import type { RunFacts } from './run-facts';

/** What a person has to see before anything else: what waits, beside the run at a glance. */
export function RoomBand({ facts }: { facts: RunFacts }) {
  const { checkpoints, actions } = facts;
  const last = checkpoints.at(-1);
  const waiting = checkpoints.findLast(({ state }) => state === 'waiting');
  const action = foremostAction(actions);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,28rem)] lg:items-start">
      <div className="order-last flex min-w-0 flex-col gap-3 lg:order-first">
        <OverviewStrip facts={facts} />
        {!waiting && last && action && <StopOutcome checkpoint={last} />}
      </div>
      <div className="flex min-w-0 flex-col gap-3 empty:hidden">
        {waiting ? (
          <StopPointCard checkpoint={waiting} facts={facts} />
        ) : action ? (
          <ActionCard action={action} facts={facts} />
        ) : (
          last && <StopOutcome checkpoint={last} />
        )}
      </div>
    </div>
  );
}
