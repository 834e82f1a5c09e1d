import { createContext, use, useEffect, useRef } from 'react';
import type { ApiProblem } from '@/lib/http/call-api';
import { tellConnection } from '@/lib/live/connection';
import type { RoomPresence } from '@/lib/presence/rules';

/** Something happened somewhere you may look. */
export interface ChangeFrame {
  stream: string;
  kind: string;
  seq: number;
  incidentId: string | null;
  service: string | null;
}

export interface LiveOptions {
  /** The incident whose every event to carry; without it only changes are told. */
  room?: string | undefined;
  /** The last seq held of each stream, asked for at the first connection. */
  after?: (() => Record<string, number>) | undefined;
  /** One event of the room, unchecked: `readFrames` beside the folds checks it. */
  onTimeline?: ((frame: unknown) => void) | undefined;
  onChange?: ((change: ChangeFrame) => void) | undefined;
  /** Who has the room open, and again whenever somebody comes or goes. */
  onPresence?: ((presence: RoomPresence) => void) | undefined;
  /** The connection is back: changes told meanwhile may have been missed. */
  onResumed?: (() => void) | undefined;
  /** The server refuses for good: signed out, or no longer allowed. */
  onRefused?: ((problem: ApiProblem) => void) | undefined;
}

/** Whom a page was rendered for: what a stream tells is theirs alone. */
export const LiveViewer = createContext<string | undefined>(undefined);

/** Has the component told while it is mounted. The callbacks may change at every render. */
export function useLive({ room, ...callbacks }: LiveOptions): void {
  const viewer = use(LiveViewer);
  if (viewer === undefined) throw new Error('Nobody is said to look at this page.');
  const latest = useRef(callbacks);
  useEffect(() => {
    latest.current = callbacks;
  });
  useEffect(() => {
    let close: (() => void) | undefined;
    let isLeft = false;
    tellConnection('connecting', false);
    // A chunk of its own: the page is read before anything live can arrive.
    const open = async () => {
      const { openLive } = await import('@/lib/live/open-live');
      if (isLeft) return;
      close = openLive(viewer, {
        room,
        after: () => latest.current.after?.() ?? {},
        onTimeline: (frame) => latest.current.onTimeline?.(frame),
        onChange: (change) => latest.current.onChange?.(change),
        onPresence: (presence) => latest.current.onPresence?.(presence),
        onResumed: () => latest.current.onResumed?.(),
        onRefused: (problem) => latest.current.onRefused?.(problem),
      });
    };
    open().catch(() => tellConnection('offline', false));
    return () => {
      isLeft = true;
      close?.();
    };
  }, [viewer, room]);
}
