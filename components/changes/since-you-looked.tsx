'use client';

import { GitCompareArrows, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { useCommand } from '@/components/shell/shortcuts';
import { serverNow } from '@/components/time/clock';
import { RelativeTime } from '@/components/time/relative-time';
import { useAnnounce } from '@/components/ui/announcer';
import { Button } from '@/components/ui/button';
import { endLook, keepLook, lookBeforeThis } from './last-look';
import { newsSince, newsWords } from './news-since';

/** Who was away for less has missed little, and is not asked. */
const AWAY_MS = 3 * 60_000;
/** How often it is noted that somebody looks. */
const NOTE_MS = 15_000;

const isAway = (at: string | undefined): at is string =>
  at !== undefined && serverNow() - Date.parse(at) >= AWAY_MS;

const nowText = () => new Date(serverNow()).toISOString();

/**
 * Notes in this browser that the room is looked at, and offers whoever comes back what changed
 * meanwhile: once, at the foot of the page, over nothing that is being read.
 */
export default function SinceYouLooked() {
  const { state } = useRoom();
  const { actor, compareWith } = useRoomHands();
  const { id } = state.incident;
  const [leftAt, setLeftAt] = useState(() => {
    const at = lookBeforeThis(actor.id, id);
    return isAway(at) ? at : undefined;
  });
  const comeBack = useCallback(
    (at: string) => {
      endLook(actor.id, id, at);
      setLeftAt(at);
    },
    [actor.id, id],
  );
  useEffect(() => {
    let hiddenAt: string | undefined;
    const note = () => {
      if (document.visibilityState === 'visible') keepLook(actor.id, id, nowText());
    };
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') hiddenAt = nowText();
      else if (isAway(hiddenAt)) comeBack(hiddenAt);
      note();
    };
    note();
    const timer = setInterval(note, NOTE_MS);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [actor.id, id, comeBack]);

  // What it was like as they came back; what happens before their eyes is no news.
  const [words, setWords] = useState<{ of: string; said: string }>();
  if (leftAt !== undefined && words?.of !== leftAt) {
    setWords({ of: leftAt, said: newsWords(newsSince(state, leftAt)) });
  }
  const said = leftAt === undefined ? '' : (words?.said ?? '');
  const announce = useAnnounce();
  useEffect(() => {
    if (said !== '') announce(`Since you last looked. ${said}`);
  }, [said, announce]);
  const known = leftAt ?? lookBeforeThis(actor.id, id);
  useCommand({
    label: 'What changed since I last looked',
    group: 'In this room',
    enabled: known !== undefined,
    run: () => compareWith(known ?? null),
  });
  useCommand({
    label: 'What changed since the beginning',
    group: 'In this room',
    run: () => compareWith('1'),
  });
  if (leftAt === undefined || said === '') return null;
  return (
    <aside
      aria-label="Since you last looked"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 flex justify-center px-4 md:bottom-4 print:hidden"
    >
      <div className="pointer-events-auto flex max-w-full items-center gap-2 rounded-lg border border-line bg-raised py-1.5 pr-1.5 pl-3 text-sm shadow-pop">
        <p className="min-w-0 text-muted">
          You last looked <RelativeTime at={leftAt} />. <span className="text-ink">{said}.</span>
        </p>
        <Button
          size="sm"
          icon={<GitCompareArrows aria-hidden size={14} />}
          onClick={() => compareWith(leftAt)}
        >
          What changed
        </Button>
        <Button
          square
          size="sm"
          variant="ghost"
          aria-label="Not now"
          icon={<X aria-hidden size={14} />}
          onClick={() => setLeftAt(undefined)}
        />
      </div>
    </aside>
  );
}
