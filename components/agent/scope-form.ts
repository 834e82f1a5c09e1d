import { DEEPEST } from '@/lib/access/scope';
import { type CreateAgentInput, scope, type Scope } from '@/lib/agents/schema';

/** A scope as a form holds it; an empty list of names is "not chosen yet". */
export interface ScopeValues {
  verbs: string[];
  sources: string[];
  services: string[];
  environments: string[];
  /** Parted by commas; empty for every tool. */
  tools: string;
  maxDepth: number;
}

export type ScopeFaults = { [Field in keyof ScopeValues]?: string };

export const SCOPE_SAYS: ScopeFaults = {
  verbs: 'Let it do something.',
  sources: 'Choose what it may read.',
  services: 'Choose where it may act.',
  environments: 'Choose where it may act.',
};

/** A chosen name beside "everything" adds nothing. */
const tidy = (names: string[]): string[] => (names.includes('*') ? ['*'] : names);

export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];

/** The form as a scope, unchecked. */
export function scopeOf(values: ScopeValues) {
  const { verbs, sources, services, environments, maxDepth } = values;
  const tools = namesIn(values.tools);
  return {
    verbs,
    sources: tidy(sources),
    services: tidy(services),
    environments: tidy(environments),
    ...(tools.length > 0 ? { tools } : {}),
    ...(verbs.includes('delegate') ? { maxDepth } : {}),
  };
}

/** What `*` stands for among deeds, each of which the form has a box for. */
const ALL_DEEDS: Record<CreateAgentInput['kind'], string[]> = {
  agent: ['observe', 'hypothesize', 'delegate', 'propose:*'],
  executor: ['execute:*'],
};

/** A scope that an agent has, as the form holds it. */
export function scopeValues(kind: CreateAgentInput['kind'], of: Scope): ScopeValues {
  const { verbs, sources, services, environments, tools = [], maxDepth = DEEPEST } = of;
  return {
    verbs: verbs.includes('*') ? ALL_DEEDS[kind] : verbs,
    sources,
    services,
    environments,
    tools: tools.includes('*') ? '' : tools.join(', '),
    maxDepth,
  };
}

/**
 * The form as the API takes it, or what is wrong with each field. Of a scope that is changed, the
 * depth stays though nothing is delegated: without one it would be deeper than its parent's.
 */
export function scopeInput(
  values: ScopeValues,
  before?: Scope,
): { scope?: Scope; faults: ScopeFaults } {
  const depth = before?.maxDepth === undefined ? {} : { maxDepth: before.maxDepth };
  const parsed = scope.safeParse({ ...depth, ...scopeOf(values) });
  if (parsed.success) return { scope: parsed.data, faults: {} };
  const faults: ScopeFaults = {};
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0]) as keyof ScopeValues;
    faults[field] ??= SCOPE_SAYS[field] ?? message;
  }
  return { faults };
}
