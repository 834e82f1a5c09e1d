'use client';

import { useEffect } from 'react';
import { callApi } from '@/lib/http/call-api';

const PARAMETER = 'notice';

/**
 * A page that was opened by a notice says so, once, and takes the notice out of its address, so that
 * a link that is passed on says nothing for whoever sent it. What comes of saying so changes nothing
 * on the page.
 */
export function OpenedByNotice() {
  useEffect(() => {
    const url = new URL(window.location.href);
    const notice = url.searchParams.get(PARAMETER);
    if (notice === null) return;
    url.searchParams.delete(PARAMETER);
    window.history.replaceState(window.history.state, '', url);
    const opened = callApi(`/notices/${encodeURIComponent(notice)}/opened`, {
      method: 'POST',
      body: {},
      parse: () => undefined,
    });
    // The page stands for itself: a notice that is not known, or a lost connection, takes nothing away.
    opened.catch(() => undefined);
  }, []);
  return null;
}
