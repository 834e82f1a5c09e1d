/** The six states colour may speak of. Colour never stands alone: a glyph and a word go with it. */
export type Tone = 'waiting' | 'running' | 'good' | 'bad' | 'drift' | 'quiet';

/** Literal class names, so that the stylesheet's scanner finds them. */
export const toneText: Record<Tone, string> = {
  waiting: 'text-waiting',
  running: 'text-running',
  good: 'text-good',
  bad: 'text-bad',
  drift: 'text-drift',
  quiet: 'text-quiet',
};

export const toneTint: Record<Tone, string> = {
  waiting: 'border-waiting-line bg-waiting-tint text-waiting',
  running: 'border-running-line bg-running-tint text-running',
  good: 'border-good-line bg-good-tint text-good',
  bad: 'border-bad-line bg-bad-tint text-bad',
  drift: 'border-drift-line bg-drift-tint text-drift',
  quiet: 'border-quiet-line bg-quiet-tint text-quiet',
};

export const toneSolid: Record<Tone, string> = {
  waiting: 'border-transparent bg-waiting-solid text-on-waiting',
  running: 'border-transparent bg-running-solid text-on-solid',
  good: 'border-transparent bg-good-solid text-on-solid',
  bad: 'border-transparent bg-bad-solid text-on-solid',
  drift: 'border-transparent bg-drift-solid text-on-solid',
  quiet: 'border-transparent bg-quiet-solid text-on-solid',
};

export const toneFill: Record<Tone, string> = {
  waiting: 'bg-waiting-fill',
  running: 'bg-running-fill',
  good: 'bg-good-fill',
  bad: 'bg-bad-fill',
  drift: 'bg-drift-fill',
  quiet: 'bg-quiet-fill',
};
