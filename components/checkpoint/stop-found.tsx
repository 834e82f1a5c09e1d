'use client';

import type { ReactNode } from 'react';
import { percent } from '@/components/hypothesis/confidence-words';
import { useRoomHands } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import { SOURCES } from '@/components/timeline/event-face';
import type { ClaimChange, StopFacts } from '@/lib/investigations/stop-facts';
import { PlainButton } from '@/components/ui/plain-button';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <h3 className="text-xs font-semibold text-muted">{title}</h3>
      {children}
    </div>
  );
}

const words = (names: readonly string[]): string => names.join(', ');

/** What was found, by source. */
export function StopFound({ found }: Pick<StopFacts, 'found'>) {
  const said = found.map(({ source, items }) => `${SOURCES[source].word} ${items}`);
  return (
    <Part title="What was found">
      <p>{said.length === 0 ? 'Nothing yet' : words(said)}</p>
    </Part>
  );
}

/** Where it could have looked and brought nothing from. */
export function StopUnseen({ unseen }: Pick<StopFacts, 'unseen'>) {
  const { at } = useRoomHands();
  return (
    <Part title="What was not looked at">
      {unseen === null ? (
        <p className="text-muted">
          {at === null
            ? 'Not known here; read the page anew.'
            : 'Not told of the past: where it could have looked is known of now alone.'}
        </p>
      ) : unseen.sources.length + unseen.services.length === 0 ? (
        <p>Something was found in every source and service within its reach.</p>
      ) : (
        <>
          {unseen.services.length > 0 && (
            <p className="break-words">
              <span className="text-muted">Services: </span>
              <VisibleText text={words(unseen.services)} />
            </p>
          )}
          {unseen.sources.length > 0 && (
            <p>
              <span className="text-muted">Sources: </span>
              {words(unseen.sources.map((source) => SOURCES[source].word))}
            </p>
          )}
        </>
      )}
    </Part>
  );
}

const stated = (confidence: number | null): string =>
  confidence === null ? 'not stated' : percent(confidence);

function changeWords({ how, from, to }: ClaimChange): string {
  switch (how) {
    case 'new':
      return `new, ${stated(to)}`;
    case 'refuted':
      return 'refuted';
    case 'surer':
    case 'less-sure':
      return `${stated(from)} → ${stated(to)}`;
  }
}

const SHOWN = 4;

/** What has become of it since a person last looked. */
export function StopSince({ since }: Pick<StopFacts, 'since'>) {
  const { select } = useRoomHands();
  const { isFirst, items, claims } = since;
  return (
    <Part title={isFirst ? 'Since it began' : 'Since the last stop'}>
      <p>
        {items === 0 ? 'No new evidence' : `${items} new ${items === 1 ? 'item' : 'items'}`}
        {claims.length === 0 && '; no claim changed'}
      </p>
      {claims.length > 0 && (
        <ul aria-label="Claims that changed" className="flex flex-col gap-0.5">
          {claims.slice(0, SHOWN).map((change) => (
            <li key={change.id}>
              <PlainButton
                onClick={() => select(`hyp:${change.id}`)}
                className="flex min-h-6 w-full min-w-0 items-baseline gap-2 rounded-sm text-left hover:bg-hover pointer-coarse:min-h-11"
              >
                <span className="min-w-0 flex-1 truncate">
                  <VisibleText text={change.statement} />
                </span>
                <span className="shrink-0 text-xs text-muted tabular-nums">
                  {changeWords(change)}
                </span>
              </PlainButton>
            </li>
          ))}
          {claims.length > SHOWN && (
            <li className="text-xs text-muted">and {claims.length - SHOWN} more</li>
          )}
        </ul>
      )}
    </Part>
  );
}
