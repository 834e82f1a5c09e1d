'use client';

import { useLive } from '@/lib/live/client';

/** For a page that shows nothing that changes: what its frame says of the connection is true of it too. */
export function StayLive() {
  useLive({});
  return null;
}
