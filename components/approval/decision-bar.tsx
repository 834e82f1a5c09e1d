'use client';

import { Fingerprint, ThumbsDown } from 'lucide-react';
import { useState } from 'react';
import { actOf } from '@/lib/actions/action-words';
import { Countdown } from '@/components/time/countdown';
import { Button } from '@/components/ui/button';
import type { ActionOut } from '@/lib/actions/output';
import { neededNow } from './needed-now';
import { RejectDialog } from './reject-dialog';
import type { SigningRight } from './signing-right';
import { TypeTargetDialog } from './type-target-dialog';
import type { DecisionInput } from './use-decision';

export interface DecisionBarProps {
  action: ActionOut;
  right: SigningRight;
  /** The person has a passkey that may sign. */
  hasPasskey: boolean;
  /** Which of the two is on its way to the server. */
  sending: DecisionInput['decision'] | undefined;
  onDecide: (input: DecisionInput) => void;
}

/** The act is said in full, over two lines where it must. */
const buttonFit =
  'h-auto! min-h-12 px-3! py-1.5 leading-tight whitespace-normal! [overflow-wrap:anywhere]';

/**
 * The two acts, apart and in the thumb's reach, above the phone's navigation. Reject comes first in
 * the order of focus, so that no stray Enter approves.
 */
export function DecisionBar({ action, right, hasPasskey, sending, onDecide }: DecisionBarProps) {
  const [asking, setAsking] = useState<'reason' | 'target'>();
  const { service } = action.target;
  const approve = actOf('Approve', action.kind, service);
  const reject = actOf('Reject', action.kind, service);
  const isUndoable =
    action.reversibility !== 'irreversible' && action.catalogue.reversibility !== 'irreversible';
  const { stepUp } = neededNow(action);
  const approveWith = (withPasskey: boolean) => onDecide({ decision: 'approve', withPasskey });
  const press = () => (stepUp || isUndoable ? approveWith(stepUp) : setAsking('target'));
  return (
    <section
      data-decision-bar
      aria-label="Your decision"
      className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 -mx-4 mt-auto border-t border-line-strong bg-raised px-4 pt-2 pb-3 shadow-[0_-6px_16px_-8px_var(--shadow-color)] md:bottom-4 md:mx-0 md:rounded-xl md:border md:px-4"
    >
      <p className="flex items-center justify-between gap-3 pb-2 text-xs text-muted">
        <span>Version {action.version}</span>
        <Countdown
          expiresAt={action.expiresAt}
          label="Time to decide"
          over="Time is up"
          className="text-sm"
        />
      </p>
      <div className="grid grid-cols-2 items-start gap-4 min-[24rem]:gap-6">
        <Button
          variant="danger-quiet"
          size="xl"
          block
          icon={<ThumbsDown aria-hidden size={17} />}
          pending={sending === 'reject'}
          disabledReason={sending === 'approve' ? 'Your approval is being sent.' : right.reject}
          onClick={() => setAsking('reason')}
          className={buttonFit}
        >
          {reject}
        </Button>
        <Button
          variant="approve"
          size="xl"
          block
          pending={sending === 'approve'}
          pendingLabel={stepUp ? 'Waiting for your passkey…' : undefined}
          icon={stepUp ? <Fingerprint aria-hidden size={17} /> : undefined}
          disabledReason={sending === 'reject' ? 'Your rejection is being sent.' : right.approve}
          onClick={press}
          className={buttonFit}
        >
          {approve}
        </Button>
      </div>
      <RejectDialog
        open={asking === 'reason'}
        onOpenChange={(open) => setAsking(open ? 'reason' : undefined)}
        act={reject}
        onReject={(reason) => onDecide({ decision: 'reject', reason })}
      />
      <TypeTargetDialog
        open={asking === 'target'}
        onOpenChange={(open) => setAsking(open ? 'target' : undefined)}
        act={approve}
        target={service}
        onApprove={() => approveWith(false)}
        onPasskey={hasPasskey ? () => approveWith(true) : undefined}
      />
    </section>
  );
}
