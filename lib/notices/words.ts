import type { ActionKind } from '@/lib/agents/schema';
import type { Risk } from '@/lib/actions/schema';
import type { Severity } from '@/lib/incidents/schema';
import type { CheckpointStage } from '@/lib/investigations/schema';
import type { CalledFor, NoticeKind } from '@/lib/notices/schema';
import { counted } from '@/lib/policies/words';

/** Everything a notice may say. No field here holds a word that an agent or an alert wrote. */
export interface NoticeFacts {
  kind: NoticeKind;
  why: CalledFor;
  /** As the catalogue has it; null where it does not know the name that it was given. */
  service: string | null;
  environment: string | null;
  severity: Severity | null;
  act: ActionKind | null;
  stage: CheckpointStage | null;
  risk: Risk | null;
  /** Until when it may be decided. */
  until: Date | null;
  /** How long nobody has decided, where that is why. */
  waitedMs: number | null;
  /** What is known of how it went wrong. */
  cause: Cause | null;
  now: Date;
}

export type Cause =
  | { what: 'exit_code'; code: number }
  | { what: 'reported_failed' }
  | { what: 'executor_silent' }
  | { what: 'executor_refused' }
  | { what: 'not_picked_up' }
  | { what: 'not_recovered'; by: 'agent' | 'executor' | 'person' }
  | { what: 'handover'; became: 'accepted' | 'declined' | 'overtaken' };

const ACTS: Record<ActionKind, string> = {
  rollback: 'roll back',
  scale: 'scale',
  restart: 'restart',
  config: 'change the configuration of',
  failover: 'fail over',
  feature_flag: 'switch a feature of',
  custom: 'run a custom command on',
};

const STAGES: Record<CheckpointStage, string> = {
  evidence: 'Review the evidence',
  commitment: 'Settle on a cause',
  budget: 'A budget is used up',
  drift: 'Off track',
};

const UNKNOWN_SERVICE = 'a service that is not in the catalogue';

const actOn = ({ act, service }: NoticeFacts): string =>
  `${ACTS[act ?? 'custom']} ${service ?? UNKNOWN_SERVICE}`;

function titleOf(facts: NoticeFacts): string {
  const { kind, why, service, stage } = facts;
  switch (kind) {
    case 'signature':
      return why === 'signed_earlier'
        ? `Changed since you signed: ${actOn(facts)}`
        : `Sign or refuse: ${actOn(facts)}`;
    case 'stop_point':
      return `${STAGES[stage ?? 'evidence']}: ${service ?? UNKNOWN_SERVICE}`;
    case 'settlement':
      return `Nobody knows how it ended: ${actOn(facts)}`;
    case 'undecided':
      return stage
        ? `Nobody decided in time: ${STAGES[stage]}, ${service ?? UNKNOWN_SERVICE}`
        : `Nobody signed in time: ${actOn(facts)}`;
    case 'unredeemed':
      return `Signed, and not carried out: ${actOn(facts)}`;
    case 'failed':
      return `Failed after it was signed: ${actOn(facts)}`;
    case 'not_recovered':
      return `Carried out, not recovered: ${service ?? UNKNOWN_SERVICE}`;
    case 'mention':
      return `A note names you: ${service ?? UNKNOWN_SERVICE}`;
    case 'handover':
      return `Command is offered to you: ${service ?? UNKNOWN_SERVICE}`;
    case 'handover_ended':
      return `The hand-over of command has ended: ${service ?? UNKNOWN_SERVICE}`;
    case 'test':
      return 'A test: you would be told like this';
  }
}

const REPORTERS = { agent: 'the agent', executor: 'the executor', person: 'a person' } as const;

const HANDOVERS = {
  accepted: 'It was accepted: you command no more.',
  declined: 'It was declined: you still command.',
  overtaken: 'Somebody else took command.',
} as const;

function causeOf(cause: Cause): string {
  switch (cause.what) {
    case 'exit_code':
      return `The executor reported exit code ${cause.code}.`;
    case 'reported_failed':
      return 'The executor reported that it failed.';
    case 'executor_silent':
      return 'The executor went silent. Look at the target before anything else.';
    case 'executor_refused':
      return 'Its executor was refused.';
    case 'not_picked_up':
      return 'Its executor did not pick it up in time.';
    case 'not_recovered':
      return `Reported by ${REPORTERS[cause.by]}.`;
    case 'handover':
      return HANDOVERS[cause.became];
  }
}

const AFTER_SILENCE = {
  stop_point: 'The investigation is paused until a person resumes it.',
  action: 'Nothing was changed.',
} as const;

const minutes = (ms: number): string => counted(Math.max(1, Math.round(ms / 60_000)), 'minute');

/** The hour of the day as it stands in UTC, for whoever reads it late. */
const hourUtc = (at: Date): string => `${at.toISOString().slice(11, 16)} UTC`;

/** “production · SEV 2 · high risk”, as far as anything is known. */
const places = ({ environment, severity, risk }: NoticeFacts): string =>
  [environment, severity && severity.toUpperCase().replace('SEV', 'SEV '), risk && `${risk} risk`]
    .filter((part) => part !== null)
    .join(' · ');

/** A notice in words. Pure, and ours to the letter. */
export function sayNotice(facts: NoticeFacts): { title: string; body: string } {
  const { kind, why, stage, until, waitedMs, cause, now } = facts;
  if (kind === 'test') {
    return { title: titleOf(facts), body: 'Nothing waits, and nothing is to be done.' };
  }
  const lines = [
    places(facts),
    why === 'nobody_decided' && waitedMs !== null
      ? `Nobody has decided for ${minutes(waitedMs)}.`
      : null,
    cause && causeOf(cause),
    kind === 'undecided' ? AFTER_SILENCE[stage ? 'stop_point' : 'action'] : null,
    until && until > now
      ? `${minutes(until.getTime() - now.getTime())} left, until ${hourUtc(until)}.`
      : null,
  ];
  return {
    title: titleOf(facts),
    body: lines.filter((line) => typeof line === 'string' && line !== '').join('\n'),
  };
}
