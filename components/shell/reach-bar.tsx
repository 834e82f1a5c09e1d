'use client';

import { EyeOff, LogIn, Unplug } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useClock } from '@/components/time/clock';
import { relativeWords } from '@/components/time/format-time';
import { VisibleText } from '@/components/text/visible-text';
import { useAnnounce } from '@/components/ui/announcer';
import { buttonStyle } from '@/components/ui/button-style';
import { Notice } from '@/components/ui/notice';
import { useLiveStatus, useReach } from './live-status';
import type { Reach } from './reach';

const TITLES: Record<Exclude<Reach, 'here' | 'refused'>, string> = {
  network: 'You are offline',
  server: 'No connection to the server',
  silence: 'Nothing has been heard from the server',
};

/**
 * Across the top, for as long as what is shown cannot be taken for the present: how old it is, and
 * that nothing is sent. It follows the eye, and is said aloud once as it comes and once as it goes.
 */
export function ReachBar() {
  const reach = useReach();
  const { refusal } = useLiveStatus();
  useReachNews(reach);
  if (reach === 'here') return null;
  const isSignedOut = refusal?.status === 401;
  return (
    <div data-reach-bar className="sticky top-12 z-20 md:top-0">
      {refusal ? (
        <Notice
          bar
          tone="bad"
          title={isSignedOut ? 'You are signed out' : <VisibleText text={refusal.title} />}
          action={
            isSignedOut && (
              <Link href="/sign-in" className={buttonStyle({ size: 'sm' })}>
                <LogIn aria-hidden size={13} />
                Sign in
              </Link>
            )
          }
        >
          <AsOf /> It no longer changes by itself, and decisions cannot be sent.
        </Notice>
      ) : (
        <Notice
          bar
          tone="waiting"
          icon={reach === 'silence' ? EyeOff : Unplug}
          title={reach !== 'refused' && TITLES[reach]}
        >
          <AsOf /> Nothing can be decided until the connection is back; it keeps trying, and what
          you have typed stays.
        </Notice>
      )}
    </div>
  );
}

/** By the last thing that arrived, a heartbeat included. */
function AsOf() {
  const { lastAt } = useLiveStatus();
  const age = useClock((now) => (lastAt === undefined ? '' : relativeWords(now - lastAt)));
  return age === '' ? 'What you see may be old.' : `What you see is as of ${age}.`;
}

function useReachNews(reach: Reach): void {
  const announce = useAnnounce();
  const before = useRef<Reach>('here');
  const { refusal } = useLiveStatus();
  useEffect(() => {
    const was = before.current;
    before.current = reach;
    if (was === reach) return;
    if (reach === 'here') announce('The connection is back');
    else if (reach === 'refused') {
      announce(refusal?.status === 401 ? 'You are signed out' : (refusal?.title ?? ''));
    } else if (was === 'here')
      announce(`${TITLES[reach]}. Nothing can be decided until it is back`);
  }, [reach, refusal, announce]);
}
