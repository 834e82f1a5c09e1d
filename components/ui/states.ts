import {
  Activity,
  Archive,
  Ban,
  Check,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleSlash,
  CircleStop,
  CircleX,
  ClockAlert,
  Eye,
  EyeOff,
  FileSearch,
  Flag,
  Gauge,
  Hand,
  HeartPulse,
  History,
  Hourglass,
  Info,
  Key,
  KeyRound,
  Layers,
  Lightbulb,
  Lock,
  MessageSquareMore,
  Minus,
  OctagonAlert,
  OctagonX,
  Play,
  Plus,
  Radio,
  RefreshCw,
  Repeat2,
  Replace,
  Scale,
  Search,
  ShieldCheck,
  Siren,
  Spline,
  Stamp,
  ThumbsDown,
  TriangleAlert,
  Undo2,
  Unplug,
  UserRoundX,
  Wrench,
} from 'lucide-react';
import { governanceStates } from './governance-states';
import { face, live, type StateFace } from './state-face';

const nobodyDecided = face(
  ClockAlert,
  'bad',
  'Nobody decided in time',
  'It expired; nothing went through.',
);

/**
 * Every state of every noun, in the words of a person at three in the morning. Keys are the
 * contract's values; a value that is not here is shown as it came, with a question mark.
 */
export const states = {
  ...governanceStates,
  severity: {
    sev1: face(OctagonAlert, 'bad', 'SEV 1', 'Severity 1: critical'),
    sev2: face(TriangleAlert, 'bad', 'SEV 2', 'Severity 2: major'),
    sev3: face(CircleAlert, 'waiting', 'SEV 3', 'Severity 3: minor'),
    sev4: face(Info, 'quiet', 'SEV 4', 'Severity 4: low'),
  },
  incident: {
    open: face(CircleDot, 'bad', 'Open'),
    mitigated: face(
      ShieldCheck,
      'running',
      'Mitigated',
      'The harm is contained; not yet resolved.',
    ),
    resolved: face(CircleCheck, 'good', 'Resolved'),
    closed: face(Archive, 'quiet', 'Closed'),
  },
  investigation: {
    running: live(Activity, 'running', 'Investigating'),
    waiting: face(
      Hand,
      'waiting',
      'Waiting on a person',
      'At a stop point until a person decides.',
    ),
    paused: face(CirclePause, 'waiting', 'Paused', 'Until a person resumes it.'),
    stopped: face(
      CircleStop,
      'bad',
      'Writes refused',
      'Stopped here: its writes are refused. The agent itself may still be running.',
    ),
    'stopped-enforced': face(
      CircleStop,
      'bad',
      'Stopped',
      'Its calls pass through us and are refused.',
    ),
    concluded: face(CheckCheck, 'good', 'Concluded'),
    failed: face(CircleX, 'bad', 'Failed'),
  },
  stage: {
    gathering: face(Search, 'running', 'Gathering evidence'),
    hypothesizing: face(Lightbulb, 'running', 'Weighing causes'),
    proposing: face(Wrench, 'running', 'Proposing a fix'),
    concluded: face(CheckCheck, 'good', 'Concluded'),
  },
  stopPoint: {
    evidence: face(FileSearch, 'waiting', 'Review the evidence'),
    commitment: face(Stamp, 'waiting', 'Settle on a cause'),
    drift: face(Spline, 'drift', 'Off track'),
    budget: face(Gauge, 'waiting', 'Budget used up'),
  },
  drift: {
    'on-track': face(Spline, 'quiet', 'On track'),
    wandering: face(Spline, 'drift', 'Wandering'),
    'off-track': face(Spline, 'drift', 'Off track'),
  },
  obedience: {
    given: face(Hourglass, 'waiting', 'Not fetched yet', 'No answer to the agent held it yet.'),
    delivered: face(Check, 'running', 'Delivered', 'An answer to the agent contained it.'),
    acknowledged: face(CheckCheck, 'running', 'Acknowledged'),
    obeyed: face(CircleCheck, 'good', 'Obeyed', 'So far, by what it wrote since.'),
    ignored: face(OctagonAlert, 'bad', 'Not obeyed', 'It was told and goes on.'),
  },
  checkpoint: {
    waiting: face(Hand, 'waiting', 'Waiting on a person'),
    released: face(Play, 'good', 'Let it continue'),
    'released-by-policy': face(
      Scale,
      'waiting',
      'Let it continue, by policy',
      'No person decided: the policy holds this stop point itself.',
    ),
    returned: face(MessageSquareMore, 'running', 'Asked for more'),
    stopped: face(CircleStop, 'bad', 'Stopped'),
    expired: nobodyDecided,
  },
  hypothesis: {
    open: face(CircleDashed, 'running', 'Open'),
    supported: face(Plus, 'good', 'Supported'),
    refuted: face(Ban, 'quiet', 'Refuted'),
    'refuted-by-person': face(UserRoundX, 'bad', 'Refuted by a person'),
    inconclusive: face(CircleHelp, 'quiet', 'Inconclusive'),
    committed: face(Stamp, 'good', 'Settled on', 'Committed as the cause the fix rests on.'),
  },
  relation: {
    supports: face(Plus, 'good', 'For'),
    contradicts: face(Minus, 'bad', 'Against'),
  },
  flag: {
    'red-herring': face(
      CircleSlash,
      'quiet',
      'Red herring',
      'A person judged it beside the point.',
    ),
    key: face(Key, 'good', 'Key evidence', 'A person marked it as what matters.'),
    flagged: face(Flag, 'waiting', 'Flagged'),
  },
  action: {
    proposed: face(Wrench, 'running', 'Proposed'),
    pending_approval: face(Hand, 'waiting', 'Needs a decision'),
    approved: face(Check, 'good', 'Approved', 'Waiting for the executor to pick up its grant.'),
    refused: face(Ban, 'bad', 'Held back', 'Signed, but refused to its executor.'),
    unclaimed: face(ClockAlert, 'bad', 'Not picked up in time', 'Signed, but nothing was done.'),
    redeemed: live(KeyRound, 'running', 'Picked up', 'The executor redeemed the grant.'),
    executing: live(RefreshCw, 'running', 'Running now'),
    succeeded: face(CircleCheck, 'running', 'Carried out', 'Whether it helped is not known yet.'),
    failed: face(CircleX, 'bad', 'Failed'),
    indeterminate: face(
      CircleHelp,
      'bad',
      'Outcome unknown',
      'The executor went silent. It is not retried: a person must settle it.',
    ),
    superseded: face(Replace, 'quiet', 'Replaced', 'A newer version stands in its place.'),
    withdrawn: face(Undo2, 'quiet', 'Withdrawn', 'The agent took it back.'),
    rejected: face(ThumbsDown, 'bad', 'Rejected'),
    expired: nobodyDecided,
    revoked: face(
      Ban,
      'quiet',
      'Voided',
      'It was stopped, frozen or overtaken, and nothing was carried out.',
    ),
    rolled_back: face(History, 'waiting', 'Rolled back'),
  },
  grant: {
    minted: face(KeyRound, 'waiting', 'Grant not picked up yet'),
    redeemed: face(KeyRound, 'good', 'Grant redeemed'),
    expired: face(
      ClockAlert,
      'bad',
      'Grant expired unused',
      'The executor did not pick it up in time.',
    ),
    void: face(Ban, 'quiet', 'Grant voided'),
  },
  decision: {
    approve: face(Check, 'good', 'Approved (session)'),
    signed: face(Stamp, 'good', 'Signed (passkey)'),
    glass: face(
      Siren,
      'bad',
      'Broke the glass',
      'Approved with less than the policy asks for; somebody else reviews it.',
    ),
    policy: face(
      Scale,
      'waiting',
      'Approved by policy',
      'No person decided: the policy lets this act alone, within limits.',
    ),
    reject: face(ThumbsDown, 'bad', 'Rejected'),
  },
  execution: {
    started: live(RefreshCw, 'running', 'Running now'),
    executing: live(RefreshCw, 'running', 'Running now'),
    succeeded: face(CircleCheck, 'good', 'Succeeded'),
    failed: face(CircleX, 'bad', 'Failed'),
    indeterminate: face(CircleHelp, 'bad', 'Outcome unknown'),
  },
  verification: {
    pending: face(Hourglass, 'quiet', 'Not verified yet'),
    recovered: face(HeartPulse, 'good', 'Recovered'),
    not_recovered: face(TriangleAlert, 'bad', 'Not recovered'),
    unknown: face(CircleHelp, 'waiting', 'Recovery unknown'),
  },
  agent: {
    active: face(CircleCheck, 'good', 'Active'),
    suspended: face(CirclePause, 'waiting', 'Suspended'),
    revoked: face(UserRoundX, 'bad', 'Revoked'),
    expired: face(ClockAlert, 'quiet', 'Expired'),
  },
  control: {
    enforced: face(Lock, 'good', 'Enforced', 'Its calls pass through us.'),
    cooperative: face(Repeat2, 'quiet', 'Cooperative', 'It reports and obeys through our API.'),
    'watched-only': face(
      Eye,
      'waiting',
      'Watched only',
      'We receive its telemetry and cannot hold it.',
    ),
  },
  mode: {
    observe: face(Eye, 'quiet', 'Looks only'),
    propose: face(Hand, 'quiet', 'Asks every time'),
    bounded: face(Scale, 'waiting', 'Acts alone within limits'),
  },
  risk: {
    low: face(Layers, 'quiet', 'Low risk'),
    medium: face(CircleAlert, 'waiting', 'Medium risk'),
    high: face(TriangleAlert, 'bad', 'High risk'),
    critical: face(OctagonAlert, 'bad', 'Critical risk'),
  },
  reversibility: {
    reversible: face(Undo2, 'good', 'Reversible'),
    compensable: face(Repeat2, 'waiting', 'Can be compensated'),
    irreversible: face(OctagonX, 'bad', 'Cannot be undone'),
    unknown: face(CircleHelp, 'waiting', 'Reversibility unknown'),
  },
  step: {
    running: live(RefreshCw, 'running', 'Running'),
    ok: face(Check, 'good', 'Done'),
    error: face(CircleX, 'bad', 'Error'),
    denied: face(Ban, 'bad', 'Denied'),
  },
  connection: {
    live: face(Radio, 'good', 'Live'),
    connecting: live(RefreshCw, 'quiet', 'Connecting'),
    reconnecting: live(RefreshCw, 'waiting', 'Reconnecting'),
    stale: face(EyeOff, 'waiting', 'Stale'),
    offline: face(Unplug, 'bad', 'Offline'),
  },
} satisfies Record<string, Record<string, StateFace>>;

export type StateNoun = keyof typeof states;

/** The face of a state; an unknown value keeps its own word. */
export function stateFace(noun: StateNoun, value: string): StateFace {
  const table: Record<string, StateFace> = states[noun];
  return Object.hasOwn(table, value) && table[value]
    ? table[value]
    : { icon: CircleHelp, tone: 'quiet', word: value };
}
