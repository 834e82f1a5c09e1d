import type { ProblemTexts } from './problem-text';

/** Waking people: their devices, and where else notices go. */
export const NOTICES = {
  'no-notice-keys': {
    status: [409],
    title: 'Notices cannot be sent from here yet',
    means: 'This installation has no keys to seal addresses and to speak to push services with.',
    unchanged: 'Nothing was added, and nobody is told by device or webhook.',
    next: 'Whoever runs it makes them, the same for every process: `npm run admin -- notice-key new`.',
  },
  'too-many-devices': {
    status: [409],
    title: 'Too many devices',
    means: 'You are told on as many devices as one person may have.',
    unchanged: 'The devices that you have are told as before.',
    next: 'Remove one that you do not use any more, under Your account.',
  },
} as const satisfies ProblemTexts;
