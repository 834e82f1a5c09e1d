/** The axes of an agent's scope; `lib/agents` holds the schema that checks one. Absent tools: all. */
export interface Scope {
  sources: string[];
  tools?: string[] | undefined;
  services: string[];
  environments: string[];
  verbs: string[];
  /** How many generations may descend from it; absent means {@link DEEPEST}. */
  maxDepth?: number | undefined;
}

/** The deepest that any branch of agents may grow. */
export const DEEPEST = 10;

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

/** The axes that hold names, as a scope's own fields call them. */
export const SCOPE_AXES = ['sources', 'tools', 'services', 'environments', 'verbs'] as const;
export type ScopeAxis = (typeof SCOPE_AXES)[number];

/** What an axis names; absent tools name all of them. */
export const namesOn = (scope: Scope, axis: ScopeAxis): readonly string[] => scope[axis] ?? ['*'];

export const depthOf = ({ maxDepth }: Scope): number => maxDepth ?? DEEPEST;

/** Whether a single name, wild cards among them, stands for nothing that the axis does not. */
const holds = (axis: ScopeAxis, names: readonly string[], name: string): boolean => {
  if (axis !== 'verbs' || name === '*') return allows(names, name);
  // A family is held only as a whole: `propose:*` is more than any list of kinds.
  return names.includes('*') || names.includes(name) || names.includes(`${name.split(':')[0]}:*`);
};

/** Where one scope asks for more than another has. */
export interface Excess {
  axis: ScopeAxis | 'maxDepth';
  names: string[];
}

/** The axes on which `child` exceeds `parent`, with the names that do. Nothing where it is within. */
export function excess(child: Scope, parent: Scope): Excess[] {
  const found: Excess[] = SCOPE_AXES.map((axis) => ({
    axis,
    names: namesOn(child, axis).filter((name) => !holds(axis, namesOn(parent, axis), name)),
  }));
  if (depthOf(child) > depthOf(parent)) {
    found.push({ axis: 'maxDepth', names: [String(depthOf(child))] });
  }
  return found.filter(({ names }) => names.length > 0);
}

/** Whether a scope allows nothing that the other does not. A partial order, up to spelling. */
export const within = (child: Scope, parent: Scope): boolean => excess(child, parent).length === 0;

/** Each name that stands for something on both sides, without those that another one stands for. */
function meetNames(axis: ScopeAxis, a: readonly string[], b: readonly string[]): string[] {
  const common = new Set([
    ...a.filter((name) => holds(axis, b, name)),
    ...b.filter((name) => holds(axis, a, name)),
  ]);
  const names = [...common];
  return names
    .filter(
      (name) =>
        !holds(
          axis,
          names.filter((other) => other !== name),
          name,
        ),
    )
    .sort();
}

/**
 * The widest scope within both, spelt in one way only; undefined where they have nothing in common
 * on some axis, for an empty scope allows nothing and is none.
 */
export function meet(a: Scope, b: Scope): Scope | undefined {
  const [sources, tools, services, environments, verbs] = SCOPE_AXES.map((axis) =>
    meetNames(axis, namesOn(a, axis), namesOn(b, axis)),
  );
  const axes = { sources, tools, services, environments, verbs };
  if (!Object.values(axes).every((names) => names && names.length > 0)) return undefined;
  return {
    ...(axes as Required<Pick<Scope, ScopeAxis>>),
    maxDepth: Math.min(depthOf(a), depthOf(b)),
  };
}
