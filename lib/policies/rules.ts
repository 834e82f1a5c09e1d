import { EVERYTHING } from '@/lib/policies/base-rule';
import { signingOf } from '@/lib/policies/signing';
import type { Risk } from '@/lib/actions/schema';
import type { ActionKind } from '@/lib/agents/schema';
import type { Severity } from '@/lib/incidents/schema';
import {
  type Conditions,
  type CoSigner,
  type KnownReversibility,
  type NamesMatch,
  type PolicyDocument,
  type RuleRef,
  type Setting,
  SETTINGS,
  type Settings,
  stepUpFrom,
  type StepUpFrom,
  type SomeSettings,
  type Terms,
} from '@/lib/policies/schema';
import type { OutageClass } from '@/lib/services/schema';

/** What the catalogue says of an action; an agent's claim has no place here. */
export interface ActionFacts {
  kind: ActionKind;
  environment: string;
  /** The target's service, then every service that depends on it. */
  services: string[];
  reversibility: KnownReversibility;
  trafficPercent: number | null;
  risk: Risk;
}

/** What policy is asked about. An outage class that nobody has stated is null. */
export interface PolicyCase {
  service: string;
  environment: string;
  severity: Severity;
  outageClass: OutageClass | null;
  action?: ActionFacts | undefined;
}

export interface Weighed {
  settings: Settings;
  /** Per setting, every rule that gives the value that holds: without all of them it would be laxer. */
  because: Record<Setting, RuleRef[]>;
  matched: RuleRef[];
}

const rank = <Value extends string | boolean>(...lenientFirst: Value[]) => {
  return (value: Value): number => lenientFirst.indexOf(value);
};
const more = (value: number): number => value;
const less = (value: number): number => -value;

/** How strict a value is: the larger, the stricter. Each is a total order, so the strictest exists. */
const STRICTNESS: { [S in Setting]: (value: Settings[S]) => number } = {
  mode: rank('bounded', 'propose', 'observe'),
  evidenceHold: rank('policy', 'person'),
  commitmentHold: rank('policy', 'person'),
  releaser: rank('any-commander', 'assigned-commander'),
  checkpointTtlMs: less,
  wallClockMs: less,
  toolCalls: less,
  evidenceItems: less,
  repeatedQueries: less,
  driftThreshold: less,
  approvals: more,
  coSigner: rank('none', 'commander'),
  separationOfDuties: rank(false, true),
  stepUpFrom: rank(...stepUpFrom.options),
  actionTtlMs: less,
  grantTtlMs: less,
  escalateMs: less,
  escalateToAdminsMs: less,
};

/** Above 0 where `a` is stricter than `b`, below where it is laxer. */
export const compareStrictness = <S extends Setting>(
  setting: S,
  a: Settings[S],
  b: Settings[S],
): number => STRICTNESS[setting](a) - STRICTNESS[setting](b);

const fits = (match: NamesMatch, name: string): boolean =>
  'oneOf' in match ? match.oneOf.includes(name) : !match.noneOf.includes(name);

const any = <T>(wanted: readonly T[] | undefined, value: T): boolean =>
  wanted === undefined || wanted.includes(value);

/** Where a case takes place: its incident, and wherever its action reaches. */
const placesOf = ({ service, environment, action }: PolicyCase) => [
  { service, environment },
  ...(action?.services ?? []).map((name) => ({
    service: name,
    environment: action?.environment ?? environment,
  })),
];

function fitsAction(when: Conditions, action: ActionFacts | undefined): boolean {
  const { actionKinds, reversibility, servicesAtLeast, trafficPercentAtLeast } = when;
  const asks = [actionKinds, reversibility, servicesAtLeast, trafficPercentAtLeast];
  if (asks.every((each) => each === undefined)) return true;
  if (!action) return false;
  return (
    any(actionKinds, action.kind) &&
    any(reversibility, action.reversibility) &&
    (servicesAtLeast === undefined || action.services.length >= servicesAtLeast) &&
    (trafficPercentAtLeast === undefined ||
      action.trafficPercent === null ||
      action.trafficPercent >= trafficPercentAtLeast)
  );
}

/**
 * Whether a rule's conditions are all met. A condition on services or environments is met by any
 * place that the case touches; one on actions is met by no case without an action.
 */
export function matches(when: Conditions, of: PolicyCase): boolean {
  return (
    any(when.outageClasses, of.outageClass ?? 'unknown') &&
    any(when.severities, of.severity) &&
    fitsAction(when, of.action) &&
    placesOf(of).some(
      ({ service, environment }) =>
        (when.services === undefined || fits(when.services, service)) &&
        (when.environments === undefined || fits(when.environments, environment)),
    )
  );
}

const keyOf = ({ version, id }: RuleRef): string => `${version ?? ''}/${id}`;

/** Both lists, each rule once, in an order that does not tell which came first. */
const union = (a: RuleRef[], b: RuleRef[]): RuleRef[] => {
  const byKey = new Map([...a, ...b].map((rule) => [keyOf(rule), rule]));
  return [...byKey.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, rule]) => rule);
};

function meetSetting<S extends Setting>(setting: S, a: Weighed, b: Weighed, into: Weighed): void {
  const order = compareStrictness(setting, a.settings[setting], b.settings[setting]);
  into.settings[setting] = (order >= 0 ? a : b).settings[setting];
  into.because[setting] =
    order === 0
      ? union(a.because[setting], b.because[setting])
      : (order > 0 ? a : b).because[setting];
}

/** The stricter of both, setting by setting. Associative, commutative and idempotent. */
export function stricterOf(a: Weighed, b: Weighed): Weighed {
  const met: Weighed = {
    settings: { ...a.settings },
    because: { ...a.because },
    matched: union(a.matched, b.matched),
  };
  for (const setting of SETTINGS) meetSetting(setting, a, b, met);
  return met;
}

/** A part of the settings as a whole that asks for nothing else: the rest is the base's. */
function weighedAlone(base: Settings, part: SomeSettings, rule: RuleRef): Weighed {
  const because = Object.fromEntries(
    SETTINGS.map((setting) => [setting, part[setting] === undefined ? [] : [rule]]),
  ) as Weighed['because'];
  const given = Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
  return { settings: { ...base, ...given }, because, matched: [rule] };
}

/**
 * What a policy says of a case: of the base and every rule that matches, the strictest value of each
 * setting, and which rules gave it. The order of the rules means nothing, and a rule can only tighten.
 */
export function weigh(
  { base, rules }: PolicyDocument,
  of: PolicyCase,
  version: number | null = null,
): Weighed {
  return rules
    .filter(({ when }) => matches(when, of))
    .map(({ id, name, set }) => weighedAlone(base, set, { version, id, name }))
    .reduce(stricterOf, weighedAlone(base, base, { version, ...EVERYTHING }));
}

/** Whether a signature on a change of this risk needs a passkey; what nobody asked about has none. */
export const asksPasskey = (from: StepUpFrom, risk: Risk | undefined): boolean =>
  from !== 'never' &&
  risk !== undefined &&
  stepUpFrom.options.indexOf(risk) <= stepUpFrom.options.indexOf(from);

/**
 * Whoever is told so late that nobody waits any more is told never. The meet of two ladders is the
 * sooner of each group's times, so the stricter policy never tells anybody later.
 */
const escalationOf = ({ escalateMs, escalateToAdminsMs }: Settings): Terms['escalation'] => {
  const steps: Terms['escalation'] = [
    { afterMs: escalateMs, roles: ['commander', 'approver'] },
    { afterMs: escalateToAdminsMs, roles: ['admin'] },
  ];
  return steps.toSorted((a, b) => a.afterMs - b.afterMs);
};

/**
 * Settings in the shape that their readers use.
 * @param risk of the action that is asked about, if any
 */
export function termsOf(of: Settings, risk?: Risk): Terms {
  const { mode, releaser, checkpointTtlMs, driftThreshold, actionTtlMs, grantTtlMs } = of;
  const { wallClockMs, toolCalls, evidenceItems, repeatedQueries } = of;
  const { separationOfDuties, stepUpFrom: from } = of;
  const stepUp = asksPasskey(from, risk);
  return {
    mode,
    checkpoints: { evidence: of.evidenceHold, commitment: of.commitmentHold },
    releaser,
    checkpointTtlMs,
    budgets: { wallClockMs, toolCalls, evidenceItems, repeatedQueries },
    driftThreshold,
    stepUpFrom: from,
    requirements: { ...signingOf(of.approvals, of.coSigner), separationOfDuties, stepUp },
    actionTtlMs,
    grantTtlMs,
    escalation: escalationOf(of),
  };
}

/** Who may have to sign besides approvers, in whatever case. */
export const coSignersIn = ({ base, rules }: PolicyDocument): CoSigner[] =>
  [...new Set([base.coSigner, ...rules.flatMap(({ set }) => set.coSigner ?? [])])].filter(
    (each) => each !== 'none',
  );

/** The least risk for which a document may ask for a passkey, in whatever case. */
export const strictestStepUp = ({ base, rules }: PolicyDocument): StepUpFrom =>
  rules
    .map(({ set }) => set.stepUpFrom ?? base.stepUpFrom)
    .reduce(
      (strictest, each) =>
        compareStrictness('stepUpFrom', each, strictest) > 0 ? each : strictest,
      base.stepUpFrom,
    );
