import type { SuspicionKind } from '@/lib/text/suspicion';

export const HOSTILE_CLASSES = [
  'control',
  'terminal',
  'bidirectional',
  'zero-width',
  'variation',
  'tag',
  'space',
  'confusable',
  'mixed-script',
  'mark',
  'ill-formed',
  'markup',
  'imitation',
  'instruction',
  'forged-label',
  'line',
] as const;
export type HostileClass = (typeof HOSTILE_CLASSES)[number];

/** A text written to be taken for something that it is not, or to be obeyed. */
export interface HostileText {
  name: string;
  class: HostileClass;
  text: string;
  /** The innocent text that it would pass for. */
  twin?: string;
  /** What the reader must be warned of, where a warning beside the text is due. */
  warns?: SuspicionKind;
}

export const point = (...codes: number[]): string => String.fromCodePoint(...codes);
export const hex = (code: number): string =>
  `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
