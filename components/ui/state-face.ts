import type { LucideIcon } from 'lucide-react';
import type { Tone } from './tone';

/** How one state stands on the screen: always a glyph, a word and a tone together. */
export interface StateFace {
  icon: LucideIcon;
  word: string;
  tone: Tone;
  /** A longer sentence for the title and for people who ask. */
  says?: string;
  /** Something is happening right now. */
  live?: boolean;
}

export const face = (icon: LucideIcon, tone: Tone, word: string, says?: string): StateFace =>
  says === undefined ? { icon, tone, word } : { icon, tone, word, says };

export const live = (icon: LucideIcon, tone: Tone, word: string, says?: string): StateFace => ({
  ...face(icon, tone, word, says),
  live: true,
});
