import type { TooltipSide } from './tooltip';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gap = 6;
const margin = 8;

/** Where a tip of some size goes beside an anchor: on its side if there is room, else opposite. */
export function placeTip(
  anchor: Box,
  tip: { width: number; height: number },
  side: TooltipSide,
  view: { width: number; height: number },
): { left: number; top: number } {
  const clamp = (value: number, most: number) => Math.max(margin, Math.min(value, most - margin));
  const middleX = clamp(anchor.left + anchor.width / 2 - tip.width / 2, view.width - tip.width);
  const above = anchor.top - gap - tip.height;
  const below = anchor.top + anchor.height + gap;
  const hasRoomAbove = above >= margin;
  const hasRoomBelow = below + tip.height <= view.height - margin;
  if (side === 'right' && anchor.left + anchor.width + gap + tip.width <= view.width - margin)
    return {
      left: anchor.left + anchor.width + gap,
      top: clamp(anchor.top + anchor.height / 2 - tip.height / 2, view.height - tip.height),
    };
  const goesBelow = side === 'bottom' ? hasRoomBelow || !hasRoomAbove : !hasRoomAbove;
  return { left: middleX, top: goesBelow ? below : above };
}
