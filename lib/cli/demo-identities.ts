import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivately } from '@/lib/db/kept-secret';

const identitiesSchema = z.object({
  passwords: z.record(z.string(), z.string()),
  /** Keys by the agent's name: a name outlives the agent that expired under it. */
  machines: z.record(z.string(), z.object({ id: z.string(), key: z.string() })),
});
export type DemoIdentities = z.infer<typeof identitiesSchema>;

/** What earlier runs gave out, so that sign-ins and keys stay the same from one demo to the next. */
export function readIdentities(path: string): DemoIdentities {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { passwords: {}, machines: {} }; // The first run.
  }
  return identitiesSchema.parse(JSON.parse(text));
}

/** Keeps them for the owner's eyes. */
export function writeIdentities(path: string, identities: DemoIdentities): void {
  writePrivately(path, `${JSON.stringify(identities, null, 2)}\n`);
}
