import { parseArgs } from 'node:util';
import type { ActionContents } from '@/lib/actions/schema';
import { nodeArguments } from '../processes';
import { isServiceName, type Site } from '../site/layout';

/** A command that may run, as the operating system takes it: a file and its arguments, no shell. */
export interface Allowed {
  file: string;
  args: string[];
}

const OPTIONS = {
  to: { type: 'string' },
  environment: { type: 'string' },
} as const;

/**
 * The command that an action's argv means, or why it may not run. One program is known,
 * `shop-deploy`, with the verbs release and rollback; what it is asked to change must be what the
 * action says it targets, or a signature for one service could move another.
 */
export function allowedCommand(site: Site, contents: ActionContents): Allowed | string {
  const { command, target } = contents;
  if (!('argv' in command)) return 'only commands by argv are run here';
  const [program, ...rest] = command.argv;
  if (program !== 'shop-deploy') return `${program} is not a program this executor runs`;
  let parsed;
  try {
    parsed = parseArgs({ args: rest, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return `the arguments are not those of shop-deploy: ${String(error)}`;
  }
  const [verb, service, ...more] = parsed.positionals;
  if (verb !== 'release' && verb !== 'rollback') return `shop-deploy ${verb} is not run here`;
  if (!service || !isServiceName(service) || more.length > 0) return 'it names no known service';
  const isTarget =
    service === target.service &&
    parsed.values.environment === target.environment &&
    target.resource === 'release';
  if (!isTarget) return 'it would change something else than the action targets';
  return { file: process.execPath, args: nodeArguments('deployer/cli.ts', [site.home, ...rest]) };
}
