import type { Scope } from '@/lib/agents/schema';

const isAll = (names: readonly string[]): boolean => names.includes('*');

const list = (names: readonly string[], all: string): string =>
  isAll(names) ? all : names.join(', ');

const kindWords: Record<string, string> = {
  '*': 'any change',
  rollback: 'rollbacks',
  scale: 'scaling',
  restart: 'restarts',
  config: 'configuration changes',
  failover: 'failovers',
  feature_flag: 'feature flags',
  custom: 'custom commands',
};

const deedWords: Record<string, string> = {
  '*': 'anything an agent may',
  observe: 'observe',
  hypothesize: 'weigh causes',
  delegate: 'delegate',
};

/** One verb of a scope as people say it. */
export function deedWord(verb: string): string {
  const [family, kind] = verb.split(':');
  if (kind === undefined) return deedWords[verb] ?? verb;
  const deed = family === 'execute' ? 'carry out' : 'propose';
  return `${deed} ${kindWords[kind] ?? kind}`;
}

/** The kinds that `propose:` or `execute:` names, as people say them. */
function kindsOf(verbs: readonly string[], verb: 'propose' | 'execute'): string {
  const kinds = verbs.flatMap((each) => {
    const [name, kind] = each.split(':');
    return name === verb && kind ? [kind] : [];
  });
  if (isAll(kinds)) return kindWords['*'] ?? '';
  return kinds.map((kind) => kindWords[kind] ?? kind).join(', ');
}

/** What a scope lets an agent do, a line for each axis that says something. */
export function scopeWords(scope: Scope): { label: string; text: string }[] {
  return [
    { label: 'May', text: sayVerbs(scope) },
    { label: 'On', text: list(scope.services, 'every service') },
    { label: 'In', text: list(scope.environments, 'every environment') },
    ...(scope.verbs.some((verb) => verb === '*' || verb === 'observe')
      ? [{ label: 'Reads', text: list(scope.sources, 'every source') }]
      : []),
    ...(scope.tools === undefined || isAll(scope.tools)
      ? []
      : [{ label: 'With', text: scope.tools.join(', ') }]),
  ];
}

function sayVerbs({ verbs, maxDepth }: Scope): string {
  if (isAll(verbs)) return 'do anything an agent may';
  const proposes = kindsOf(verbs, 'propose');
  const executes = kindsOf(verbs, 'execute');
  const said = [
    verbs.includes('observe') && 'observe',
    verbs.includes('hypothesize') && 'weigh causes',
    proposes && `propose ${proposes}`,
    executes && `carry out ${executes}`,
    verbs.includes('delegate') &&
      (maxDepth === undefined ? 'delegate' : `delegate, ${maxDepth} deep at most`),
  ].filter((each): each is string => typeof each === 'string' && each !== '');
  return said.length > 0 ? said.join('; ') : 'do nothing';
}
