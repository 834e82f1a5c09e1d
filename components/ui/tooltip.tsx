import { cloneElement, type ReactElement } from 'react';

export type TooltipSide = 'top' | 'right' | 'bottom';

export interface TooltipProps {
  /** Shown on hover and on keyboard focus. For the eye: the element must say it by itself too. */
  content: string;
  side?: TooltipSide | undefined;
  /** One element that passes unknown attributes on. */
  children: ReactElement<TooltipMarks>;
}

interface TooltipMarks {
  'data-tip'?: string;
  'data-tip-side'?: TooltipSide;
}

/**
 * Marks an element; the page's one TooltipLayer does the rest. So ten thousand rows may carry a
 * tooltip each without a component or a listener each.
 */
export function Tooltip({ content, side = 'top', children }: TooltipProps) {
  return cloneElement(children, tipOf(content, side));
}

/** The marks by themselves, for an element that is drawn right there. */
export const tipOf = (content: string, side: TooltipSide = 'top'): TooltipMarks => ({
  'data-tip': content,
  'data-tip-side': side,
});
