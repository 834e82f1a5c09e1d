import { readFileSync } from 'node:fs';
import { z } from 'zod';

const demoSchema = z.object({
  url: z.url(),
  agents: z.array(z.object({ id: z.string(), name: z.string(), key: z.string() })).min(1),
  executor: z.object({ id: z.string(), key: z.string() }),
  alertmanager: z.object({ url: z.url(), token: z.string() }),
});
export type Demo = z.infer<typeof demoSchema>;

/** What `npm run demo` wrote for the machines of the drill: where the server is, and their keys. */
export function readDemoFile(path: string): Demo {
  return demoSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The investigator's own identity where the demo made one, else the first agent of the file. */
export function investigatorOf(demo: Demo): Demo['agents'][number] {
  const own = demo.agents.find((agent) => agent.name === 'reference-investigator');
  const first = own ?? demo.agents[0];
  if (!first) throw new Error('The demo file names no agent.');
  return first;
}
