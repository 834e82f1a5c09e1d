import { lastRefusal } from '@/components/action/standing';
import type { ActionRow } from '@/lib/actions/schema';
import type { IncidentRow } from '@/lib/incidents/schema';
import { endedHow } from '@/lib/incidents/takeover';
import { ENDED_CLAUSE } from './ended-words';
import { isOver, type RunFacts } from './run-facts';

/** Who the room waits for, and what comes of silence. */
export interface Awaited {
  /** `person`: someone has to act here. */
  who: 'person' | 'agent' | 'executor' | 'nobody';
  /** Completes "waiting for …". */
  waitsFor: string;
  /** When silence takes effect; RFC 3339. */
  until: string | null;
  /** Completes "if nobody acts, …". */
  otherwise: string;
  /** The stop point or action that a person has to decide, where it is one. */
  about?: string;
}

/** What the room knows beside the run itself. */
export interface Around {
  /** People have frozen its service. */
  isFrozen?: boolean;
  /** Nobody who is active may decide what waits. */
  isNobodyEligible?: boolean;
}

const NOBODY = { who: 'nobody', until: null } as const;
const STAGES = {
  gathering: 'gather evidence',
  hypothesizing: 'weigh causes',
  proposing: 'propose a fix',
} as const;

const STOPS = {
  evidence: 'review the evidence',
  commitment: 'settle on a cause',
  drift: 'say how to go on, for it is off track',
  budget: 'say how to go on, for a budget is used up',
} as const;

function ofAction({ actions, grants }: RunFacts): Awaited | undefined {
  const quoted = (title: string) => `“${title}”`;
  for (const action of actions.toReversed()) {
    const { id: about, title, state, expiresAt } = action;
    const refused = lastRefusal(action) ? ', refused at its last try' : '';
    const on = quoted(title);
    switch (state) {
      case 'pending_approval':
        return {
          who: 'person',
          waitsFor: `an approver to decide on ${on}`,
          until: expiresAt,
          otherwise: 'the proposal expires and nothing is changed',
          about,
        };
      case 'indeterminate':
        return {
          who: 'person',
          waitsFor: `a person to settle how ${on} ended`,
          until: null,
          otherwise: 'its outcome stays unknown; it is never retried by itself',
          about,
        };
      case 'approved': {
        const grant = grants.find(({ id }) => id === action.grantId);
        return {
          who: 'executor',
          waitsFor: `the executor to pick up the grant for ${on}${refused}`,
          until: grant?.expiresAt ?? expiresAt,
          otherwise: 'the grant expires unused and nothing is changed',
        };
      }
      case 'redeemed':
      case 'executing':
        return {
          who: 'executor',
          waitsFor: `the executor, which is carrying out ${on}`,
          until: null,
          otherwise: 'it finishes; should it fall silent, a person settles the outcome',
        };
      case 'succeeded':
        if (action.verification) break;
        return {
          who: 'executor',
          waitsFor: `word on whether ${on} helped`,
          until: null,
          otherwise: 'recovery stays unverified',
        };
      default:
    }
  }
  return undefined;
}

/** What is left to the agent once its latest proposal is over. */
const afterAction = ({ verification }: ActionRow): string =>
  verification?.status === 'recovered' ? 'conclude' : 'propose another fix, or conclude';

type About = Pick<IncidentRow, 'status' | 'mergedInto'>;

/** The agent is done: the commander is next while it is open and nothing is known to have helped. */
function ofEnded(incident: About, { row, actions }: RunFacts): Awaited {
  const how = { stopped: 'was stopped', concluded: 'has concluded', failed: 'has failed' };
  const status = row.status === 'stopped' || row.status === 'failed' ? row.status : 'concluded';
  const hasHelped = actions.some(({ verification }) => verification?.status === 'recovered');
  if (incident.status !== 'open' || hasHelped) {
    const waitsFor = `nobody: the investigation ${how[status]}`;
    return { ...NOBODY, waitsFor, otherwise: 'nothing more is recorded' };
  }
  const ended = endedHow(row) ?? 'inconclusive';
  return {
    who: 'person',
    waitsFor: `the commander to take over, for no fix is in sight: ${ENDED_CLAUSE[ended]}`,
    until: null,
    otherwise: 'the incident stays as it is',
  };
}

function ofRun(incident: About, facts: RunFacts, isFrozen = false): Awaited {
  const { row, checkpoints } = facts;
  const checkpoint = checkpoints.find(({ id }) => id === row.checkpointId);
  if (row.clock === 'imported') {
    const waitsFor = 'nobody: this is a recording';
    return { ...NOBODY, waitsFor, otherwise: 'nothing changes; it never mints a grant' };
  }
  if (isFrozen && !isOver(row)) {
    const waitsFor = 'two people to lift the freeze';
    return { who: 'person', waitsFor, until: null, otherwise: 'everything stays as it is' };
  }
  if (row.status === 'waiting' && checkpoint?.state === 'waiting') {
    const claim = facts.hypotheses.find(({ id }) => id === checkpoint.hypothesisId);
    const asked =
      checkpoint.stage === 'commitment' && claim?.refutation
        ? 'ask for more or stop, for the claim to settle on was refuted'
        : STOPS[checkpoint.stage];
    return {
      who: 'person',
      waitsFor: `a commander to ${asked}`,
      until: checkpoint.expiresAt,
      otherwise: 'the investigation pauses; silence lets nothing through',
      about: checkpoint.id,
    };
  }
  if (row.status === 'paused') {
    const otherwise = 'it stays paused and records nothing';
    return { who: 'person', waitsFor: 'a commander to resume it', until: null, otherwise };
  }
  const action = ofAction(facts);
  if (action) return action;
  if (isOver(row)) return ofEnded(incident, facts);
  const latest = facts.actions.at(-1);
  const waitsFor = `the agent to ${latest ? afterAction(latest) : STAGES[row.stage]}`;
  const otherwise =
    row.stage === 'proposing'
      ? 'nothing is changed without a signature'
      : 'it goes on to its next stop point and waits there';
  return { who: 'agent', waitsFor, until: null, otherwise };
}

function awaitedBy(incident: About, facts: RunFacts | undefined, isFrozen?: boolean): Awaited {
  if (facts && (!isOver(facts.row) || ofAction(facts))) return ofRun(incident, facts, isFrozen);
  if (incident.status === 'closed' || incident.status === 'resolved') {
    const waitsFor = `nobody: the incident is ${incident.status}`;
    return { ...NOBODY, waitsFor, otherwise: 'the record stays as it is' };
  }
  if (facts) return ofRun(incident, facts, isFrozen);
  if (incident.mergedInto !== null) {
    const waitsFor = 'nobody here: it is part of another incident';
    return { ...NOBODY, waitsFor, otherwise: 'what comes of it is told there' };
  }
  const waitsFor = 'an agent to begin an investigation';
  return { who: 'agent', waitsFor, until: null, otherwise: 'the incident stays open' };
}

/** Who is awaited, by the facts alone and what stands around them; pure. */
export function awaitedOf(
  incident: About,
  facts?: RunFacts,
  { isFrozen, isNobodyEligible }: Around = {},
): Awaited {
  const awaited = awaitedBy(incident, facts, isFrozen);
  if (!isNobodyEligible || awaited.about === undefined) return awaited;
  const waitsFor = `${awaited.waitsFor}, though nobody who is active may: an admin has to give somebody the role`;
  return { ...awaited, waitsFor };
}
