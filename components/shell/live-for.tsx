'use client';

import type { ReactNode } from 'react';
import { LiveViewer } from '@/lib/live/client';

/** Names whom a page outside the frame was rendered for: what its stream tells is theirs alone. */
export function LiveFor({ personId, children }: { personId: string; children: ReactNode }) {
  return <LiveViewer value={personId}>{children}</LiveViewer>;
}
