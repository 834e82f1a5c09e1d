import {
  Ban,
  Check,
  CircleCheck,
  CircleHelp,
  ClockAlert,
  Hand,
  Lock,
  LockOpen,
  Repeat2,
  Replace,
  Snowflake,
  ThumbsDown,
  Undo2,
} from 'lucide-react';
import { face, type StateFace } from './state-face';

/** States of what people govern agents by: policies, freezes and the catalogue. */
export const governanceStates = {
  policyVersion: {
    proposed: face(Hand, 'waiting', 'Waits for a second person'),
    adopted: face(CircleCheck, 'good', 'In force'),
    replaced: face(Replace, 'quiet', 'Replaced'),
    declined: face(ThumbsDown, 'bad', 'Declined'),
    withdrawn: face(Undo2, 'quiet', 'Withdrawn'),
    stale: face(
      ClockAlert,
      'quiet',
      'Out of date',
      'Written against a version that is not in force any more.',
    ),
  },
  direction: {
    tighter: face(Lock, 'good', 'Tighter'),
    looser: face(LockOpen, 'waiting', 'Looser'),
    other: face(Repeat2, 'quiet', 'Depends'),
  },
  person: {
    invited: face(Hand, 'waiting', 'Has not joined yet'),
    active: face(Check, 'quiet', 'Active'),
    disabled: face(Ban, 'bad', 'Shut out', 'Cannot sign in; what they signed counts no more.'),
  },
  personChange: {
    proposed: face(Hand, 'waiting', 'Waits for a second admin'),
    expired: face(ClockAlert, 'quiet', 'Nobody agreed in time'),
    agreed: face(CircleCheck, 'good', 'Agreed to'),
    declined: face(ThumbsDown, 'bad', 'Declined'),
    withdrawn: face(Undo2, 'quiet', 'Taken back'),
  },
  freeze: {
    active: face(Snowflake, 'waiting', 'Frozen'),
    lifted: face(Undo2, 'quiet', 'Lifted'),
  },
  service: {
    declared: face(Check, 'quiet', 'Declared'),
    named: face(
      CircleHelp,
      'waiting',
      'Needs declaring',
      'Nothing is known of it, so every change of it needs people.',
    ),
    retired: face(Ban, 'quiet', 'Withdrawn', 'What was declared of it holds no more.'),
  },
} satisfies Record<string, Record<string, StateFace>>;
