'use client';

import { useState } from 'react';

/** Numbers lanes in the order they come into view, the same for as long as the list stands. */
export function useLaneIndex(): (lane: string) => number {
  const [index] = useState(() => {
    const places = new Map<string, number>();
    return (lane: string) => {
      const place = places.get(lane) ?? places.size;
      places.set(lane, place);
      return place;
    };
  });
  return index;
}
