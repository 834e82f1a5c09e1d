'use client';

import { useCallback, useRef, type RefObject } from 'react';
import { useShortcut } from './shortcuts';

const rowMark = 'data-row';

/** Spread over the one link or button that stands for its row. */
export const rowTarget = { [rowMark]: '' };

/**
 * `j` and `k` move the focus through a list's rows; Enter is then the link's own. It begins at the
 * first row, and stays within the list at its ends.
 */
export function useRowKeys<Holder extends HTMLElement>(noun: string): RefObject<Holder | null> {
  const holder = useRef<Holder>(null);
  const move = useCallback((step: 1 | -1) => {
    const rows = [...(holder.current?.querySelectorAll<HTMLElement>(`[${rowMark}]`) ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const next = at < 0 ? rows[0] : rows[at + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }, []);
  useShortcut('j', `Next ${noun}; Enter opens it`, () => move(1));
  useShortcut('k', `Previous ${noun}`, () => move(-1));
  return holder;
}
