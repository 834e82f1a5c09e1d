'use client';

import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { Meter } from '@/components/ui/meter';
import type { Drift } from '@/lib/drift/schema';
import { byValue, COMPONENT_WORDS, movedLink, scoreWords } from './drift-words';
import { PlainButton } from '@/components/ui/plain-button';

/** All six components: how bad, why in a sentence, and what made it so. */
export function ComponentList({
  components,
  facts,
}: {
  components: Drift['components'];
  facts: RunFacts;
}) {
  return (
    <ul aria-label="What it is made of" className="flex flex-col gap-2.5">
      {byValue(components).map(({ name, value, sentence, moved }) => (
        <li key={name} className="flex flex-col gap-0.5 text-sm">
          <span className="flex items-center justify-between gap-3">
            <span className={value === null ? 'text-muted' : 'font-medium text-ink'}>
              {COMPONENT_WORDS[name]}
            </span>
            <span className="flex w-24 shrink-0 items-center gap-2 text-xs text-muted tabular-nums">
              {value === null ? (
                'not stated'
              ) : (
                <>
                  <Meter
                    label={COMPONENT_WORDS[name]}
                    value={value}
                    tone={value >= 0.5 ? 'drift' : 'quiet'}
                    text={scoreWords(value)}
                    className="flex-1"
                  />
                  <span aria-hidden>{scoreWords(value)}</span>
                </>
              )}
            </span>
          </span>
          <span className="text-xs text-pretty text-muted">{sentence}</span>
          {moved.length > 0 && value !== null && value > 0 && (
            <MovedBy moved={moved} facts={facts} />
          )}
        </li>
      ))}
    </ul>
  );
}

function MovedBy({
  moved,
  facts,
}: {
  moved: Drift['components'][number]['moved'];
  facts: RunFacts;
}) {
  const { select } = useRoomHands();
  return (
    <ul aria-label="What made it so" className="flex min-w-0 flex-wrap gap-x-2 gap-y-0.5 text-xs">
      {moved.map((each) => {
        const { select: to, label } = movedLink(each, facts);
        return (
          <li key={to} className="max-w-full min-w-0">
            <PlainButton
              onClick={() => select(to)}
              className="block min-h-6 max-w-full truncate rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:min-h-11"
            >
              <VisibleText text={label} />
            </PlainButton>
          </li>
        );
      })}
    </ul>
  );
}
