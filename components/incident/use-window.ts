'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { readWindow, type TimeWindow, windowText } from './strip-window';

/** The stretch of the run that is looked at, which lives in the URL; null shows all of it. */
export function useWindow() {
  const [text, setText] = useQueryState('window', parseAsString);
  const window = useMemo(() => (text === null ? null : readWindow(text)), [text]);
  const zoom = useCallback(
    (next: TimeWindow | null) => void setText(next && windowText(next)),
    [setText],
  );
  return { window, zoom };
}
