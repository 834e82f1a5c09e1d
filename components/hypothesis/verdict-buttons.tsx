'use client';

import { ActButton } from '@/components/directive/act-button';
import { ActGroup } from '@/components/directive/act-group';
import { useRoomHands } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { giveVerdict } from '@/lib/investigations/client';

const VERDICTS = [
  { verdict: 'right', label: 'Right' },
  { verdict: 'partly', label: 'Partly right' },
  { verdict: 'wrong', label: 'Wrong' },
] as const;

/** Afterwards, a person's judgement of a claim: what trust in the agent is later counted from. */
export function VerdictButtons({ row }: { row: HypothesisRow }) {
  const { whyNot } = useRoomHands();
  const reason = whyNot('verdict.give');
  const { investigationId, id, verdict } = row;
  return (
    <section aria-label="Your judgement" className="flex flex-col gap-1.5">
      <h4 className="text-sm font-semibold">Was it so?</h4>
      {verdict && (
        <p className="text-sm text-muted">
          Judged {verdict.verdict}
          {verdict.reason && (
            <>
              : <VisibleText text={verdict.reason} />
            </>
          )}
        </p>
      )}
      <ActGroup label="Judge this claim" reasons={[reason]}>
        {VERDICTS.map((each) => (
          <ActButton
            key={each.verdict}
            label={each.label}
            disabledReason={reason}
            title={`Judge this claim: ${each.label.toLowerCase()}`}
            description="It stands in the record under your name and counts towards how far this agent is trusted."
            reason={{ label: 'Why', need: 'optional' }}
            confirm={`Judge it ${each.label.toLowerCase()}`}
            send={(said) =>
              giveVerdict(investigationId, {
                hypothesisId: id,
                verdict: each.verdict,
                ...(said.reason ? { reason: said.reason } : {}),
              })
            }
          />
        ))}
      </ActGroup>
    </section>
  );
}
