import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

export interface KeptFocus<Holder extends HTMLElement> {
  ref: RefObject<Holder | null>;
  onFocus: (event: FocusEvent) => void;
  tabIndex: -1;
}

/**
 * Spread over what stays while its controls come and go: where a control that had the focus leaves
 * the page, as an answered stop point does, the focus is not lost with it but put on what stays.
 */
export function useKeptFocus<Holder extends HTMLElement>(): KeptFocus<Holder> {
  const ref = useRef<Holder>(null);
  const last = useRef<Element>(undefined);
  // At every render of the holder: what left, left with one.
  useEffect(() => {
    if (last.current === undefined || last.current.isConnected) return;
    last.current = undefined;
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: ({ target }) => {
      last.current = target === ref.current ? undefined : target;
    },
  };
}
