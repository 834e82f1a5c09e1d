'use client';

import { Unplug } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Notice } from './notice';

function subscribe(changed: () => void) {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** True while the browser believes it has a network; true on the server. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

/** Says, across the top, that what is shown may be old and that nothing can be decided. */
export function OfflineBar({ children }: { children?: ReactNode }) {
  if (useOnline()) return null;
  return (
    <Notice bar tone="waiting" icon={Unplug} announced="status" title="You are offline">
      {children ??
        'What you see may be old. Decisions cannot be sent until the connection is back.'}
    </Notice>
  );
}
