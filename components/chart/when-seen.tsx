'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';

export interface WhenSeenProps {
  /** Height to keep meanwhile, so that nothing jumps. */
  height: number;
  children: ReactNode;
}

/** Renders its children once they come near the eye, so that charts no one looks at cost nothing. */
export function WhenSeen({ height, children }: WhenSeenProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element || isSeen) return;
    const observer = new IntersectionObserver(
      (entries) => setSeen(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: '100px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isSeen]);
  return (
    <div ref={place} style={{ minHeight: height }}>
      {isSeen && children}
    </div>
  );
}
