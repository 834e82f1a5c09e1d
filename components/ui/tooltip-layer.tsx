'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { placeTip } from './tooltip-place';
import type { TooltipSide } from './tooltip';

interface Shown {
  anchor: HTMLElement;
  text: string;
  side: TooltipSide;
}

const delayMs = 350;
/** How long the pointer may take from the element to the tip, which can itself be hovered. */
const leaveMs = 120;

function markedAt(target: EventTarget | null): HTMLElement | undefined {
  const found = target instanceof Element ? target.closest('[data-tip]') : null;
  return found instanceof HTMLElement ? found : undefined;
}

function sideOf(anchor: HTMLElement): TooltipSide {
  const side = anchor.dataset.tipSide;
  return side === 'right' || side === 'bottom' ? side : 'top';
}

/** Every tooltip of the page, one at a time; Escape puts it away (WCAG 1.4.13). */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number, act: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(act, ms);
    };
    const show = (anchor: HTMLElement) => {
      const text = anchor.dataset.tip;
      if (text && anchor.isConnected) setShown({ anchor, text, side: sideOf(anchor) });
    };
    const hide = () => setShown(undefined);
    const onOver = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      if (tip.current?.contains(event.target instanceof Node ? event.target : null)) {
        clearTimeout(timer);
        return;
      }
      const anchor = markedAt(event.target);
      if (anchor) later(delayMs, () => show(anchor));
      else later(leaveMs, hide);
    };
    const onFocus = (event: FocusEvent) => {
      const anchor = markedAt(event.target);
      if (anchor?.matches(':focus-visible')) later(0, () => show(anchor));
      else later(0, hide);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') later(0, hide);
    };
    const onPress = () => later(0, hide);
    document.addEventListener('pointerover', onOver);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onPress);
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPress, true);
    document.addEventListener('scroll', onPress, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onPress);
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPress, true);
      document.removeEventListener('scroll', onPress, { capture: true });
    };
  }, []);

  useLayoutEffect(() => {
    const element = tip.current;
    if (!element || !shown) return;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const place = placeTip(shown.anchor.getBoundingClientRect(), size, shown.side, view);
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  }, [shown]);

  if (!shown) return null;
  return createPortal(
    // The anchor names or describes itself; this repeats it for the eye.
    <div
      ref={tip}
      aria-hidden
      className="animate-fade fixed top-0 left-0 z-50 max-w-72 rounded-md bg-inverse px-2 py-1 text-xs text-pretty text-on-inverse shadow-pop"
    >
      {shown.text}
    </div>,
    document.body,
  );
}
