import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { currentDeployment, readChanges } from '@/lib/drill/deployer/record';
import { endpointOf, urlOf } from '@/lib/drill/site/endpoints';
import { siteAt } from '@/lib/drill/site/layout';

const healthz = z.object({ release: z.string() });

/** The shop of a demo's latest drill, as it really is: its own services and files, not our record. */
export function shopOf(demoHome: string) {
  const drills = join(demoHome, 'drill', 'drills');
  const latest = readdirSync(drills).sort().at(-1) ?? '';
  const site = siteAt(join(drills, latest));
  return {
    async checkout() {
      const endpoint = endpointOf(site, 'checkout');
      if (!endpoint) throw new Error('No checkout runs in the shop.');
      const answer = await fetch(urlOf(endpoint, '/healthz'));
      return {
        /** What the running service itself says it is. */
        running: healthz.parse(await answer.json()).release,
        /** What the deployer was last told to run. */
        deployed: currentDeployment(site, 'checkout')?.release,
        rollbacks: readChanges(site).filter(({ verb }) => verb === 'rollback'),
      };
    },
  };
}
