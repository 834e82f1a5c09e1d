import type { ProblemTexts } from './problem-text';

/** Passkeys of one's own, and what two admins do for somebody who lost theirs. */
export const PASSKEYS = {
  'passkey-refused': {
    status: [403],
    title: 'The passkey does not count for this',
    means:
      'What the passkey answered does not hold: it is none of yours, was given up or may have been copied, was asked something else, is too old, or was used already. The detail says which.',
    unchanged: 'Your passkeys are as they were.',
    next: 'Begin again: each answer counts once, and for two minutes.',
  },
  'passkey-needed': {
    status: [403],
    title: 'Another passkey of yours has to agree',
    means:
      'Whoever has a passkey adds another one, or takes one away, with one of those they have; a password alone is not enough.',
    unchanged: 'Your passkeys are as they were.',
    next: 'Use a passkey that you have. If you have lost all of them, ask an admin to open a recovery.',
  },
  'recovery-needed': {
    status: [403],
    title: 'Two admins have to let you enrol',
    means:
      'Your passkeys were given up, or may have been copied, and the time that was given to enrol anew is over or was never given.',
    unchanged: 'Your passkeys are as they were.',
    next: 'Ask an admin to open a recovery for you; another one confirms it.',
  },
  'passkey-known': {
    status: [409],
    title: 'That passkey is enrolled already',
    means: 'The same passkey stands here already, with you or with somebody else.',
    unchanged: 'No passkey was added.',
    next: 'Use it, or enrol another one.',
  },
  'too-many-passkeys': {
    status: [409],
    title: 'As many passkeys as one may have',
    means: 'Somebody has twenty passkeys at most.',
    unchanged: 'No passkey was added.',
    next: 'Remove one that you do not use.',
  },
  'no-second-admin': {
    status: [409],
    title: 'There is no second admin',
    means:
      'A recovery takes two admins of every service, neither of them the person recovered, and there is only one.',
    unchanged: 'No recovery was opened; the passkeys are as they were.',
    next: 'Make somebody else an admin of every service first.',
  },
  'recovery-open': {
    status: [409],
    title: 'A recovery of theirs is open',
    means: 'An admin has opened one already, and it waits for another admin or for the person.',
    unchanged: 'That recovery stands.',
    next: 'Confirm that one, or take it back first.',
  },
  'recovery-ended': {
    status: [409],
    title: 'That recovery is over',
    means: 'It was confirmed, used or taken back already, or nobody confirmed it in time.',
    unchanged: 'The passkeys are as they were.',
    next: 'Look again, and open another one if it is needed.',
  },
} as const satisfies ProblemTexts;
