import { becauseWords, listWords } from '@/lib/policies/because-words';
import type { Weighed } from '@/lib/policies/rules';
import type {
  Conditions,
  NamesMatch,
  Setting,
  Settings,
  SomeSettings,
} from '@/lib/policies/schema';

const UNITS: [number, string][] = [
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** A duration in the largest unit that divides it, as “30 minutes”. */
export function durationWords(ms: number): string {
  const [unitMs, unit] = UNITS.find(([each]) => ms % each === 0) ?? [1, 'millisecond'];
  const count = ms / unitMs;
  return `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;
}

export const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** What each setting is called wherever it stands by itself, in the order of the schema. */
export const SETTING_NAMES: Record<Setting, string> = {
  mode: 'How far agents may go',
  evidenceHold: 'Review the evidence',
  commitmentHold: 'Settle on a cause',
  releaser: 'Who may let it continue',
  checkpointTtlMs: 'Time to decide a stop point',
  wallClockMs: 'Time allowed',
  toolCalls: 'Tool calls allowed',
  evidenceItems: 'Items of evidence allowed',
  repeatedQueries: 'Repeated queries allowed',
  driftThreshold: 'Off track from',
  approvals: 'Signatures needed',
  coSigner: 'Also signed by',
  separationOfDuties: 'Duties apart',
  stepUpFrom: 'Passkey',
  actionTtlMs: 'Time to sign',
  grantTtlMs: 'Time to pick up what was signed',
  escalateMs: 'Undecided, commanders and approvers are told after',
  escalateToAdminsMs: 'Undecided, admins are told after',
};

export const MODE_WORDS: Record<Settings['mode'], string> = {
  observe: 'Looks only',
  propose: 'Asks every time',
  bounded: 'Acts alone within limits',
};

export const HOLD_WORDS: Record<Settings['evidenceHold'], string> = {
  person: 'A person decides',
  policy: 'The policy may let it continue',
};

export const RELEASER_WORDS: Record<Settings['releaser'], string> = {
  'any-commander': 'Any commander',
  'assigned-commander': 'Only the commander of the incident',
};

export const STEP_UP_WORDS: Record<Settings['stepUpFrom'], string> = {
  never: 'Not needed',
  critical: 'Needed for critical risk',
  high: 'Needed from high risk on',
  medium: 'Needed from medium risk on',
  low: 'Needed with each signature',
};

export const CO_SIGNER_WORDS: Record<Settings['coSigner'], string> = {
  none: 'Nobody else',
  commander: 'A commander',
};

const yesNo = (word: { yes: string; no: string }) => (value: boolean) =>
  value ? word.yes : word.no;

const VALUE_WORDS: { [S in Setting]: (value: Settings[S]) => string } = {
  mode: (value) => MODE_WORDS[value],
  evidenceHold: (value) => HOLD_WORDS[value],
  commitmentHold: (value) => HOLD_WORDS[value],
  releaser: (value) => RELEASER_WORDS[value],
  checkpointTtlMs: durationWords,
  wallClockMs: durationWords,
  toolCalls: (value) => value.toLocaleString('en'),
  evidenceItems: (value) => value.toLocaleString('en'),
  repeatedQueries: (value) => value.toLocaleString('en'),
  driftThreshold: (value) => `${Math.round(value * 100)} of 100`,
  approvals: (value) => counted(value, 'signature'),
  coSigner: (value) => CO_SIGNER_WORDS[value],
  separationOfDuties: yesNo({
    yes: 'Whoever started or steered it cannot sign',
    no: 'Whoever steered it may sign',
  }),
  stepUpFrom: (value) => STEP_UP_WORDS[value],
  actionTtlMs: durationWords,
  grantTtlMs: durationWords,
  escalateMs: durationWords,
  escalateToAdminsMs: durationWords,
};

/** The keys again, since to read them off the schema would bring zod into the room's scripts. */
const SETTINGS = Object.keys(SETTING_NAMES) as Setting[];

/** A value in words, as it stands after its setting’s name. */
export function valueWords<S extends Setting>(setting: S, value: Settings[S]): string {
  return VALUE_WORDS[setting](value);
}

/** Settings by name and in words, in the order of the schema; what a rule leaves open is left out. */
export const settingFacts = (
  of: SomeSettings,
): { setting: Setting; name: string; value: string }[] =>
  SETTINGS.flatMap((setting) => {
    const value = of[setting];
    if (value === undefined) return [];
    return [{ setting, name: SETTING_NAMES[setting], value: valueWords(setting, value) }];
  });

const namesWords = (noun: string, match: NamesMatch): string => {
  if ('oneOf' in match) return `the ${noun} is ${listWords(match.oneOf, 'or')}`;
  const [only] = match.noneOf;
  return match.noneOf.length === 1
    ? `the ${noun} is not ${only}`
    : `the ${noun} is neither ${listWords(match.noneOf, 'nor')}`;
};

const severityWord = (severity: string): string => severity.toUpperCase().replace('SEV', 'SEV ');

const REVERSIBILITY_WORDS = {
  reversible: 'reversible',
  compensable: 'only compensable',
  irreversible: 'irreversible',
  unknown: 'not known',
} as const;

const kindWord = (kind: string): string => kind.replaceAll('_', ' ');

/** When a rule holds, in one clause that follows “When”. */
export function conditionWords(when: Conditions): string {
  const { outageClasses, services, environments, severities, actionKinds } = when;
  const { reversibility, servicesAtLeast, trafficPercentAtLeast } = when;
  const clauses = [
    environments && namesWords('environment', environments),
    services && namesWords('service', services),
    severities && `the incident is ${listWords(severities.map(severityWord), 'or')}`,
    outageClasses && `the outage class is ${listWords(outageClasses, 'or')}`,
    actionKinds && `the action is ${listWords(actionKinds.map(kindWord), 'or')}`,
    reversibility &&
      `by the catalogue the action is ${listWords(
        reversibility.map((each) => REVERSIBILITY_WORDS[each]),
        'or',
      )}`,
    servicesAtLeast !== undefined &&
      `the action reaches at least ${counted(servicesAtLeast, 'service')}`,
    trafficPercentAtLeast !== undefined &&
      `the action reaches at least ${trafficPercentAtLeast} % of the traffic, or nobody has stated how much`,
  ];
  const met = clauses.filter((clause) => typeof clause === 'string');
  return met.length === 0 ? 'anything happens' : met.join(', and ');
}

/** One setting of a case, its value and the rules behind it, in a sentence. */
export function sayDeciding(
  setting: Setting,
  { settings, because }: Pick<Weighed, 'settings' | 'because'>,
): string {
  const value = valueWords(setting, settings[setting]);
  return `${SETTING_NAMES[setting]}: ${value}, ${becauseWords(because[setting])}.`;
}
