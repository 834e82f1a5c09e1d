/** The axes of an agent's scope; `lib/agents` holds the schema that checks one. Absent tools: all. */
export interface Scope {
  sources: string[];
  tools?: string[] | undefined;
  services: string[];
  environments: string[];
  verbs: string[];
  maxDepth?: number | undefined;
}

/** One thing an agent wants to do; an axis left out is not asked about. */
export interface ScopeQuestion {
  /** `observe`, `hypothesize`, `delegate`, `propose:KIND`, `execute:KIND`; `propose` asks for any kind. */
  verb: string;
  service?: string;
  environment?: string;
  source?: string;
  tool?: string;
}

const allows = (axis: readonly string[], wanted: string | undefined): boolean =>
  wanted === undefined || axis.includes('*') || axis.includes(wanted);

const allowsVerb = (verbs: readonly string[], wanted: string): boolean => {
  if (verbs.includes('*') || verbs.includes(wanted)) return true;
  const [family, kind] = wanted.split(':');
  if (kind !== undefined) return verbs.includes(`${family}:*`);
  return verbs.some((verb) => verb.startsWith(`${wanted}:`));
};

/** Whether every axis asked about is within the scope. An empty axis allows nothing. */
export function covers(scope: Scope, asked: ScopeQuestion): boolean {
  return uncovered(scope, asked).length === 0;
}

/** The axes that refuse, by the question's own field names, so that a refusal can say which. */
export function uncovered(scope: Scope, asked: ScopeQuestion): (keyof ScopeQuestion)[] {
  const refusing: (keyof ScopeQuestion)[] = [];
  if (!allowsVerb(scope.verbs, asked.verb)) refusing.push('verb');
  if (!allows(scope.services, asked.service)) refusing.push('service');
  if (!allows(scope.environments, asked.environment)) refusing.push('environment');
  if (!allows(scope.sources, asked.source)) refusing.push('source');
  if (!allows(scope.tools ?? ['*'], asked.tool)) refusing.push('tool');
  return refusing;
}
