/**
 * `shop-deploy release|rollback SERVICE --to RELEASE [--environment production] [--by NAME]
 * [--dry-run]` and `shop-deploy status`. The site's folder comes first on the real command line; the
 * executor and the drill put it there. Exit codes: 0 done, 1 failed and undone, 2 not possible.
 */
import { parseArgs } from 'node:util';
import { ENVIRONMENT, isServiceName, SERVICES, siteAt } from '../site/layout';
import { carryOut, healthyRelease } from './carry-out';
import { NotPossible, planChange } from './plan';
import { currentDeployment } from './record';

const TIMEOUT_MS = 60_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(home: string, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      environment: { type: 'string', default: ENVIRONMENT },
      by: { type: 'string', default: 'shop-deploy' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const [verb, service = ''] = positionals;
  const site = siteAt(home);
  if (values.environment !== ENVIRONMENT) {
    throw new NotPossible(`there is no environment ${values.environment}`);
  }
  if (verb === 'status') {
    for (const name of SERVICES) {
      const wanted = currentDeployment(site, name)?.release ?? 'none';
      say(`${name}: deployed ${wanted}, healthy ${(await healthyRelease(site, name)) ?? 'none'}`);
    }
    return 0;
  }
  if (verb !== 'release' && verb !== 'rollback') throw new NotPossible(`unknown verb ${verb}`);
  if (!isServiceName(service)) throw new NotPossible(`there is no service ${service}`);
  if (!values.to) throw new NotPossible('--to RELEASE is needed');
  const plan = planChange(site, service, values.to);
  for (const step of plan.steps) say(step);
  if (values['dry-run']) {
    say('dry run: nothing was changed');
    return 0;
  }
  const request = { verb, by: values.by, timeoutMs: TIMEOUT_MS } as const;
  return (await carryOut(site, plan, request, say)) ? 0 : 1;
}

const [, , home = '', ...args] = process.argv;
try {
  process.exitCode = await run(home, args);
} catch (error) {
  process.stderr.write(`shop-deploy: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
