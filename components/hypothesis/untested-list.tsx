'use client';

import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { SOURCES } from '@/components/timeline/event-face';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { type Untested, untestedOf } from '@/lib/hypotheses/untested';
import { unseenIn } from '@/lib/investigations/stop-facts';
import { rowsOf } from '@/lib/live/room-state';
import { PlainButton } from '@/components/ui/plain-button';

const WORDS: Record<Untested['kind'], string> = {
  'no-support': 'Nothing recorded speaks for it.',
  'no-contrary':
    'Nothing was recorded against it: has anybody looked for what would show it wrong?',
  'one-source': 'All that speaks for it comes from one source:',
  'rests-on-herrings': 'All that speaks for it was called a red herring:',
  unweighed: 'Linked, and not weighed:',
  unlinked: 'Named as a reason, and linked neither for nor against:',
  'rivals-evidence': 'Only a rival was weighed against it; it may decide between them:',
  'key-unlinked': 'Called key by a person, and linked to no claim:',
  unseen: 'Within the agent’s reach, and nothing brought from:',
};

const SHOWN = 3;

/** What has not been tested of a claim, and so could still change it. */
export function UntestedList({ row, facts }: { row: HypothesisRow; facts: RunFacts }) {
  const evidence = rowsOf(facts.run, 'evidence');
  const { reach } = facts.run;
  const found = untestedOf({
    claim: row,
    claims: facts.hypotheses,
    evidence,
    unseen: reach && unseenIn(evidence, reach),
  });
  if (found.length === 0) {
    return <p className="text-sm text-muted">Nothing is known to be left untested.</p>;
  }
  return (
    <ul aria-label="What would change it" className="flex list-disc flex-col gap-1 pl-4 text-sm">
      {found.map((each) => (
        <li key={each.kind}>
          {WORDS[each.kind]} <Named of={each} facts={facts} />
        </li>
      ))}
    </ul>
  );
}

function Named({ of, facts }: { of: Untested; facts: RunFacts }) {
  switch (of.kind) {
    case 'no-support':
    case 'no-contrary':
      return null;
    case 'one-source':
      return SOURCES[of.source].word.toLowerCase();
    case 'unseen': {
      const sources = of.sources.map((source) => SOURCES[source].word.toLowerCase());
      return <VisibleText text={[...of.services, ...sources].join(', ')} />;
    }
    default:
      return <Items ids={of.evidence} facts={facts} />;
  }
}

function Items({ ids, facts }: { ids: readonly string[]; facts: RunFacts }) {
  const { select } = useRoomHands();
  return (
    <>
      {ids.slice(0, SHOWN).map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <PlainButton
            onClick={() => select(`ev:${id}`)}
            className="min-h-6 max-w-full rounded-sm text-left break-words underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:min-h-11"
          >
            <VisibleText text={facts.evidenceOf(id)?.title ?? id} />
          </PlainButton>
        </span>
      ))}
      {ids.length > SHOWN && `, and ${ids.length - SHOWN} more`}
    </>
  );
}
