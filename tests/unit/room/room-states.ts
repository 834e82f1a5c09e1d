import type { Around } from '@/components/incident/awaited';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { StoredEvent } from '@/lib/log/schema';
import { contents } from '../pages/samples';
import { created, eventAt } from './room-sample';
import {
  begun,
  claimed,
  control,
  ended,
  stop,
  refuted,
  expired,
  proposed,
  decided,
  signed,
  executing,
  execution,
  carriedOut,
  measured,
} from './run-events';

interface State {
  is: string;
  events: StoredEvent[] | undefined;
  about?: Partial<IncidentRow>;
  around?: Around;
  who: 'person' | 'agent' | 'executor' | 'nobody';
  waitsFor: string;
  otherwise: string;
  /** Until when silence has no effect. */
  until?: string;
}

const PAUSES = 'the investigation pauses; silence lets nothing through';
const BY = ' by 14:10:00 UTC';

/** Every state that a room can be in, with what its sentence has to say. */
export const STATES: State[] = [
  {
    is: 'nobody has begun',
    events: undefined,
    who: 'agent',
    waitsFor: 'an agent to begin an investigation',
    otherwise: 'the incident stays open',
  },
  {
    is: 'nothing was found yet',
    events: begun,
    who: 'agent',
    waitsFor: 'the agent to gather evidence',
    otherwise: 'it goes on to its next stop point and waits there',
  },
  {
    is: 'it waits with its evidence',
    events: [...claimed, stop('evidence')],
    who: 'person',
    waitsFor: 'a commander to review the evidence',
    otherwise: PAUSES,
    until: BY,
  },
  {
    is: 'it waits with a cause',
    events: [...claimed, stop('commitment')],
    who: 'person',
    waitsFor: 'a commander to settle on a cause',
    otherwise: PAUSES,
    until: BY,
  },
  {
    is: 'a person refuted the cause that it waits with',
    events: [...claimed, stop('commitment'), refuted],
    who: 'person',
    waitsFor: 'a commander to ask for more or stop, for the claim to settle on was refuted',
    otherwise: PAUSES,
    until: BY,
  },
  {
    is: 'it is off track',
    events: [...claimed, stop('drift')],
    who: 'person',
    waitsFor: 'a commander to say how to go on, for it is off track',
    otherwise: PAUSES,
    until: BY,
  },
  {
    is: 'a budget is used up',
    events: [...claimed, stop('budget')],
    who: 'person',
    waitsFor: 'a commander to say how to go on, for a budget is used up',
    otherwise: PAUSES,
    until: BY,
  },
  {
    is: 'nobody decided in time',
    events: [...claimed, stop('evidence'), expired],
    who: 'person',
    waitsFor: 'a commander to resume it',
    otherwise: 'it stays paused and records nothing',
  },
  {
    is: 'it is paused',
    events: [...claimed, control('pause')],
    who: 'person',
    waitsFor: 'a commander to resume it',
    otherwise: 'it stays paused and records nothing',
  },
  {
    is: 'everything is frozen',
    events: [...claimed, stop('evidence')],
    around: { isFrozen: true },
    who: 'person',
    waitsFor: 'two people to lift the freeze',
    otherwise: 'everything stays as it is',
  },
  {
    is: 'a fix waits for a signature',
    events: proposed,
    who: 'person',
    waitsFor: `an approver to decide on “${contents().title}”`,
    otherwise: 'the proposal expires and nothing is changed',
    until: BY,
  },
  {
    is: 'nobody may sign',
    events: proposed,
    around: { isNobodyEligible: true },
    who: 'person',
    waitsFor: `an approver to decide on “${contents().title}”, though nobody who is active may: an admin has to give somebody the role`,
    otherwise: 'the proposal expires and nothing is changed',
    until: BY,
  },
  {
    is: 'a fix was rejected',
    events: [...proposed, decided('reject')],
    who: 'agent',
    waitsFor: 'the agent to propose another fix, or conclude',
    otherwise: 'it goes on to its next stop point and waits there',
  },
  {
    is: 'a fix is signed',
    events: signed,
    who: 'executor',
    waitsFor: `the executor to pick up the grant for “${contents().title}”`,
    otherwise: 'the grant expires unused and nothing is changed',
    until: ' by 14:02:00 UTC',
  },
  {
    is: 'a fix is being carried out',
    events: executing,
    who: 'executor',
    waitsFor: `the executor, which is carrying out “${contents().title}”`,
    otherwise: 'it finishes; should it fall silent, a person settles the outcome',
  },
  {
    is: 'its executor fell silent',
    events: [...executing, eventAt(14, 'execution.lost', execution)],
    who: 'person',
    waitsFor: `a person to settle how “${contents().title}” ended`,
    otherwise: 'its outcome stays unknown; it is never retried by itself',
  },
  {
    is: 'it was carried out, and nobody measured yet',
    events: [...executing, carriedOut('succeeded')],
    who: 'executor',
    waitsFor: `word on whether “${contents().title}” helped`,
    otherwise: 'recovery stays unverified',
  },
  {
    is: 'it recovered',
    events: [...executing, carriedOut('succeeded'), measured('recovered')],
    who: 'agent',
    waitsFor: 'the agent to conclude',
    otherwise: 'it goes on to its next stop point and waits there',
  },
  {
    is: 'it recovered and the agent is done',
    events: [
      ...executing,
      carriedOut('succeeded'),
      measured('recovered'),
      ended('root_cause_identified'),
    ],
    who: 'nobody',
    waitsFor: 'nobody: the investigation has concluded',
    otherwise: 'nothing more is recorded',
  },
  {
    is: 'it failed',
    events: [...executing, carriedOut('failed')],
    who: 'agent',
    waitsFor: 'the agent to propose another fix, or conclude',
    otherwise: 'it goes on to its next stop point and waits there',
  },
  {
    is: 'it was stopped',
    events: [...claimed, control('stop')],
    who: 'person',
    waitsFor: 'the commander to take over, for no fix is in sight: the agent was stopped',
    otherwise: 'the incident stays as it is',
  },
  {
    is: 'the agent found no cause',
    events: [...claimed, ended('inconclusive')],
    who: 'person',
    waitsFor: 'the commander to take over, for no fix is in sight: the agent ended without a cause',
    otherwise: 'the incident stays as it is',
  },
  {
    is: 'it is resolved',
    events: undefined,
    about: { status: 'resolved' },
    who: 'nobody',
    waitsFor: 'nobody: the incident is resolved',
    otherwise: 'the record stays as it is',
  },
  {
    is: 'it is a recording',
    events: [created('imported'), ...claimed.slice(1)],
    who: 'nobody',
    waitsFor: 'nobody: this is a recording',
    otherwise: 'nothing changes; it never mints a grant',
  },
];
