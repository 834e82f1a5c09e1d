'use client';

import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

export type Urgency = 'polite' | 'assertive';
export type Announce = (text: string, urgency?: Urgency) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** How long polite arrivals are gathered, so that a burst is one sentence. */
const gatherMs = 1500;

/**
 * The page's two live regions. Polite texts are batched ("3 new events" is for the caller to
 * word); assertive is for "your decision is needed" alone.
 */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  const pending = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const announce = useCallback<Announce>((text, urgency = 'polite') => {
    if (urgency === 'assertive') {
      // The same words twice would not be read again: a no-break space makes them differ.
      setAssertive((before) => (before === text ? `${text}\u00a0` : text));
      return;
    }
    if (!pending.current.includes(text)) pending.current.push(text);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const joined = pending.current.slice(-4).join('. ');
      pending.current = [];
      setPolite((before) => (before === joined ? `${joined}\u00a0` : joined));
    }, gatherMs);
  }, []);

  const value = useMemo(() => announce, [announce]);
  return (
    <AnnounceContext value={value}>
      {children}
      <output className="sr-only" aria-live="polite" data-announcer="polite">
        {polite}
      </output>
      <div className="sr-only" role="alert" aria-live="assertive" data-announcer="assertive">
        {assertive}
      </div>
    </AnnounceContext>
  );
}

/** `announce('12 new events')`; see AnnouncerProvider for when to be assertive. */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}
