'use client';

import { useEffect, useState } from 'react';

/** Keeps the screen from going dark while the component is mounted; whether the browser does so. */
export function useAwake(): boolean {
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isLeft = false;
    const ask = async () => {
      // The browser lets go of it whenever the page is hidden, and wants to be asked again.
      if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
      const got = await navigator.wakeLock.request('screen');
      if (isLeft) {
        await got.release();
        return;
      }
      lock = got;
      setKept(true);
      got.addEventListener('release', () => setKept(false));
    };
    // Refused to save power: the foot of the wall says that the screen may sleep.
    const askAgain = () => void ask().catch(() => setKept(false));
    askAgain();
    document.addEventListener('visibilitychange', askAgain);
    return () => {
      isLeft = true;
      document.removeEventListener('visibilitychange', askAgain);
      void lock?.release();
    };
  }, []);
  return isKept;
}
