'use client';

import { useLive } from '@/lib/live/client';

/** For a page that shows nothing live: the frame's own counts and bands want the line all the same. */
export function HeldLine() {
  useLive({});
  return null;
}
