'use client';

import { useEffect, useRef, useState } from 'react';

/** Rows are this high at least, in the wall's own em: what waits and the stages stand beneath the title where the screen stands upright. */
const ROW_EM = { wide: 4.1, upright: 7.8 } as const;
/** Narrower than this it is read in the hand and scrolled, and no page is turned; in px. */
const HAND_PX = 640;
const FIRST_GUESS = 6;

/** How many rows fit into a list, measured again as it changes. */
export function useFits() {
  const list = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(FIRST_GUESS);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      const { clientHeight, clientWidth } = element;
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      const row = window.innerHeight > window.innerWidth ? ROW_EM.upright : ROW_EM.wide;
      const inHand = clientWidth < HAND_PX;
      setFits(
        inHand ? Number.MAX_SAFE_INTEGER : Math.max(2, Math.floor(clientHeight / (row * em))),
      );
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { list, fits };
}
