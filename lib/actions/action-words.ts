import type { ActionKind } from '@/lib/agents/schema';
import { plainLine } from '@/lib/text/plain-line';
import type { ActionContents } from '@/lib/actions/schema';

interface KindWords {
  /** "Roll back checkout". */
  verb: string;
  /** "Approve rollback of checkout". */
  noun: string;
}

const words: Record<ActionKind, KindWords> = {
  rollback: { verb: 'Roll back', noun: 'rollback of' },
  scale: { verb: 'Scale', noun: 'scaling of' },
  restart: { verb: 'Restart', noun: 'restart of' },
  config: { verb: 'Change the configuration of', noun: 'configuration change of' },
  failover: { verb: 'Fail over', noun: 'failover of' },
  feature_flag: { verb: 'Switch a feature flag of', noun: 'flag change of' },
  custom: { verb: 'Run a custom command on', noun: 'custom command on' },
};

/** The verb before the target: what is about to be done, from the bound fields alone. */
export const verbOf = (kind: ActionKind): string => words[kind].verb;

/** What a press of the button does: "Approve rollback of checkout". */
export const actOf = (act: 'Approve' | 'Reject', kind: ActionKind, service: string): string =>
  `${act} ${words[kind].noun} ${plainLine(service)}`;

/** One-tap reasons to reject; each says enough to be a whole reason. */
export const rejectReasons = [
  'Wrong cause: the evidence points elsewhere',
  'Too risky right now',
  'Too wide: it reaches more than it should',
  'The command is not what the title says',
  'Not enough evidence yet',
  'Somebody is already fixing it by hand',
];

/**
 * Where a rollback or a scaling leads, as "r41" or "3": only what the command itself carries as an
 * argument, since a parameter that the command does not carry would be a promise and no fact.
 */
export function destinationOf({
  kind,
  command,
  parameters,
}: Pick<ActionContents, 'kind' | 'command'> & {
  parameters?: ActionContents['parameters'] | null;
}): string | undefined {
  if (kind !== 'rollback' && kind !== 'scale') return undefined;
  const to = parameters?.to ?? parameters?.replicas;
  const text = typeof to === 'number' ? String(to) : to;
  if (typeof text !== 'string' || text === '' || !('argv' in command)) return undefined;
  return command.argv.includes(text) ? text : undefined;
}
