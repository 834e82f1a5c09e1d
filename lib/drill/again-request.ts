import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './site/layout';

const requestSchema = z.object({ args: z.array(z.string()), isForced: z.boolean() });
export type AgainRequest = z.infer<typeof requestSchema>;

const fileIn = (home: string) => join(home, 'again.json');

/** Asks the drill that runs in `home` for another one. */
export function askAgain(home: string, request: AgainRequest): void {
  mkdirSync(home, { recursive: true });
  writeWhole(fileIn(home), JSON.stringify(request), 0o600);
}

/** Takes a request that was made since the last call; null when there is none. */
export function takeAgain(home: string): AgainRequest | null {
  const path = fileIn(home);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  return requestSchema.parse(JSON.parse(text));
}
