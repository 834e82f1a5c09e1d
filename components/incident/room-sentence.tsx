import { clsx } from 'clsx';
import { useFrozen } from '@/components/freeze/freezes';
import { VisibleText } from '@/components/text/visible-text';
import type { IncidentRow } from '@/lib/incidents/schema';
import { awaitedOf } from './awaited';
import type { RunFacts } from './run-facts';
import { roomSentence, type SentencePart } from './sentence';
import { useNobodyEligible } from './use-nobody-eligible';

const looks: Record<SentencePart['kind'], string> = {
  plain: 'text-muted',
  claim: 'text-ink',
  fact: 'text-ink',
  urgent: 'font-semibold text-waiting',
};

/** The one sentence atop the room. */
export function RoomSentence({
  incident,
  facts,
}: {
  incident: IncidentRow;
  facts: RunFacts | undefined;
}) {
  const isFrozen = useFrozen(facts?.row.service ?? incident.service) !== undefined;
  const isNobodyEligible = useNobodyEligible(awaitedOf(incident, facts, { isFrozen }).about);
  return (
    <p data-room-sentence className="max-w-[110ch] text-sm text-pretty break-words">
      {roomSentence(incident, facts, { isFrozen, isNobodyEligible }).map(
        ({ kind, text }, index) => (
          <span key={index} className={clsx(looks[kind])}>
            {kind === 'urgent' ? (
              <a
                href="#awaits"
                className="rounded-sm underline decoration-waiting-line underline-offset-2"
              >
                <VisibleText text={text} />
              </a>
            ) : (
              <VisibleText text={text} />
            )}
          </span>
        ),
      )}
    </p>
  );
}
