import {
  type Conditions,
  type NamesMatch,
  type PolicyDocument,
  policyDocument,
  policyRule,
  type PolicyRule,
  type Setting,
  SETTINGS,
  type SomeSettings,
} from '@/lib/policies/schema';
import { documentFaults } from '@/lib/policies/faults';

/** Settings as a form holds them: what is typed stays as it was typed until it is read. */
export type DraftSettings = Partial<Record<Setting, string | boolean>>;

export interface DraftNames {
  how: 'oneOf' | 'noneOf';
  /** Apart by commas. */
  names: string;
}

export interface DraftConditions {
  environments?: DraftNames;
  services?: DraftNames;
  severities?: string[] | undefined;
  outageClasses?: string[] | undefined;
  actionKinds?: string[] | undefined;
  reversibility?: string[] | undefined;
  servicesAtLeast?: string;
  trafficPercentAtLeast?: string;
}
export type ConditionKey = keyof DraftConditions;

export interface DraftRule {
  id: string;
  name: string;
  when: DraftConditions;
  set: DraftSettings;
}

export interface Draft {
  base: DraftSettings;
  rules: DraftRule[];
}

/** How a number is typed: in which unit, and how many of ours make one of it. */
export const UNITS: Partial<Record<Setting, { unit: string; factor: number }>> = {
  checkpointTtlMs: { unit: 'minutes', factor: 60_000 },
  wallClockMs: { unit: 'minutes', factor: 60_000 },
  actionTtlMs: { unit: 'minutes', factor: 60_000 },
  grantTtlMs: { unit: 'seconds', factor: 1000 },
  escalateMs: { unit: 'minutes', factor: 60_000 },
  escalateToAdminsMs: { unit: 'minutes', factor: 60_000 },
  driftThreshold: { unit: 'of 100', factor: 0.01 },
};

/** A number as one would type it: no more places than it needs. */
const typed = (value: number, factor: number): string =>
  String(Number((value / factor).toFixed(6)));

const draftSetting = (setting: Setting, value: SomeSettings[Setting]): string | boolean =>
  typeof value === 'number' ? typed(value, UNITS[setting]?.factor ?? 1) : (value ?? '');

const draftSettings = (of: SomeSettings): DraftSettings =>
  Object.fromEntries(
    SETTINGS.filter((setting) => of[setting] !== undefined).map((setting) => [
      setting,
      draftSetting(setting, of[setting]),
    ]),
  );

const draftNames = (match: NamesMatch): DraftNames =>
  'oneOf' in match
    ? { how: 'oneOf', names: match.oneOf.join(', ') }
    : { how: 'noneOf', names: match.noneOf.join(', ') };

function draftConditions(when: Conditions): DraftConditions {
  const { environments, services, servicesAtLeast, trafficPercentAtLeast, ...lists } = when;
  return {
    ...lists,
    ...(environments ? { environments: draftNames(environments) } : {}),
    ...(services ? { services: draftNames(services) } : {}),
    ...(servicesAtLeast === undefined ? {} : { servicesAtLeast: String(servicesAtLeast) }),
    ...(trafficPercentAtLeast === undefined
      ? {}
      : { trafficPercentAtLeast: String(trafficPercentAtLeast) }),
  };
}

/** A document as the form shows it. */
export const draftOf = ({ base, rules }: PolicyDocument): Draft => ({
  base: draftSettings(base),
  rules: rules.map(({ id, name, when, set }) => ({
    id,
    name,
    when: draftConditions(when),
    set: draftSettings(set),
  })),
});

/** A number as it was typed, in our unit; what is no number stays text, for the schema to refuse. */
const readNumber = (text: string, factor = 1): unknown => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  const scaled = value * factor;
  return factor < 1 ? Number(scaled.toFixed(6)) : Math.round(scaled * 1e6) / 1e6;
};

const NUMBERS = new Set<Setting>([
  ...(Object.keys(UNITS) as Setting[]),
  'toolCalls',
  'evidenceItems',
  'repeatedQueries',
  'approvals',
]);

export const isNumber = (setting: Setting): boolean => NUMBERS.has(setting);

const readSettings = (of: DraftSettings): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(of).map(([setting, value]) => [
      setting,
      typeof value === 'string' && isNumber(setting as Setting)
        ? readNumber(value, UNITS[setting as Setting]?.factor)
        : value,
    ]),
  );

const readNames = ({ how, names }: DraftNames) => ({
  [how]: names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
});

function readConditions(when: DraftConditions): Record<string, unknown> {
  const { environments, services, servicesAtLeast, trafficPercentAtLeast, ...lists } = when;
  return {
    ...lists,
    ...(environments ? { environments: readNames(environments) } : {}),
    ...(services ? { services: readNames(services) } : {}),
    ...(servicesAtLeast === undefined ? {} : { servicesAtLeast: readNumber(servicesAtLeast) }),
    ...(trafficPercentAtLeast === undefined
      ? {}
      : { trafficPercentAtLeast: readNumber(trafficPercentAtLeast) }),
  };
}

const readRule = ({ id, name, when, set }: DraftRule) => ({
  id,
  name,
  when: readConditions(when),
  set: readSettings(set),
});

/** A rule as it would read; undefined while part of it cannot be read. */
export function readableRule(rule: DraftRule): PolicyRule | undefined {
  return policyRule.safeParse({ ...readRule(rule), name: rule.name.trim() || 'A rule' }).data;
}

/** What is wrong with a draft, by the place in the document where it is. */
export type Faults = Map<string, string>;

export interface ReadDraft {
  document: PolicyDocument | undefined;
  faults: Faults;
}

const SAYS = new Map([
  ['invalid_type', 'Give a number.'],
  ['invalid_union', 'Name at least one, apart by commas.'],
]);

/** The document that a draft stands for, or what is wrong with each of its parts. */
export function readDraft({ base, rules }: Draft): ReadDraft {
  const parsed = policyDocument.safeParse({
    base: readSettings(base),
    rules: rules.map(readRule),
  });
  const faults: Faults = new Map();
  const note = (path: string, message: string) => {
    if (!faults.has(path)) faults.set(path, message);
  };
  if (!parsed.success) {
    for (const { path, code, message } of parsed.error.issues) {
      note(path.join('.'), SAYS.get(code) ?? message);
    }
    return { document: undefined, faults };
  }
  for (const { path, message } of documentFaults(parsed.data)) note(path, message);
  return { document: faults.size === 0 ? parsed.data : undefined, faults };
}

/** An id for a new rule; never one that another had, or the two would be taken for one rule. */
export const newRuleId = (): string =>
  `rule-${[...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
