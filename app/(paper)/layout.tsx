import type { ReactNode } from 'react';

/** Pages for paper: without the frame, which means nothing there. */
export default function PaperLayout({ children }: { children: ReactNode }) {
  return <div className="min-h-dvh bg-surface">{children}</div>;
}
