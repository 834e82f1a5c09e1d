'use client';

import { JsonView } from '@/components/evidence/json-view';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { Duration } from '@/components/time/relative-time';
import { Fact, Facts } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import type { StepRow } from '@/lib/investigations/schema';
import { roomEvent } from '@/components/timeline/payload';
import { EvidenceView } from './evidence-view';
import { PlainButton } from '@/components/ui/plain-button';

/** A call of a tool: with what, by whom, how it ended, and the evidence it brought. */
export function StepView({ step, facts }: { step: StepRow; facts: RunFacts }) {
  const { select } = useRoomHands();
  let args: unknown;
  const brought: string[] = [];
  for (const stored of facts.run.events) {
    const event = roomEvent(stored);
    if (event.kind === 'step.started' && event.payload.step === step.id) args = event.payload.args;
    if (event.kind === 'evidence.recorded' && event.payload.evidence.step === step.id) {
      brought.push(event.payload.evidence.id);
    }
  }
  const evidence = brought.flatMap((id) => facts.evidenceOf(id) ?? []);
  const [only] = evidence;
  return (
    <div className="flex flex-col gap-3">
      <Facts>
        <Fact label="Ended">
          <StateBadge noun="step" value={step.status} />
        </Fact>
        <Fact label="Lane">
          {step.lane ? (
            <VisibleText text={step.lane} />
          ) : (
            <span className="text-faint">not stated</span>
          )}
        </Fact>
        <Fact label="Took">
          {step.durationMs === null ? (
            <span className="text-faint">not stated</span>
          ) : (
            <Duration ms={step.durationMs} />
          )}
        </Fact>
        <Fact label="Began">{utcFull(step.startedAt)}</Fact>
      </Facts>
      {step.error && (
        <p className="rounded-md border border-bad-line bg-bad-tint px-2 py-1.5 text-sm break-words whitespace-pre-wrap text-ink">
          <ClampedText text={step.error} limit={1000} />
        </p>
      )}
      {args !== undefined && args !== null && <JsonView value={args} label="Called with" />}
      {evidence.length === 1 && only ? (
        <section aria-label="Evidence it brought" className="flex flex-col gap-2">
          <h4 className="text-sm font-semibold break-words">
            <VisibleText text={only.title} />
          </h4>
          <EvidenceView evidence={only} facts={facts} />
        </section>
      ) : (
        <ul aria-label="Evidence it brought" className="flex flex-col gap-1 text-sm">
          {evidence.map(({ id, title }) => (
            <li key={id}>
              <PlainButton
                onClick={() => select(`ev:${id}`)}
                className="focus-inset w-full truncate rounded-sm text-left underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:min-h-11"
              >
                <VisibleText text={title} />
              </PlainButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
