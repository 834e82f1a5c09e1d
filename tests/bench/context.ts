import { readFileSync } from 'node:fs';
import { z } from 'zod';

const MEASURES = [
  'content',
  'scripts',
  'glass',
  'ingest',
  'revocation',
  'grants',
  'decision',
  'floor',
  'room',
  'viewers',
  'lighthouse',
] as const;
export type Measure = (typeof MEASURES)[number];

const contextSchema = z.object({
  url: z.string(),
  appPid: z.number(),
  postgresPid: z.number(),
  /** The superuser's, to make the table that raw inserts go into and to ask for settings. */
  adminUrl: z.string(),
  database: z.string(),
  /** The app's own, for what is written from this process by the same code. */
  settings: z.record(z.string(), z.string()),
  users: z.array(z.object({ email: z.string(), password: z.string(), roles: z.array(z.string()) })),
  agent: z.object({ id: z.string(), name: z.string(), key: z.string() }),
  executor: z.object({ id: z.string(), key: z.string() }),
  chromiumPath: z.string(),
  /** Everything small, to see that it runs; its figures mean nothing. */
  isBrief: z.boolean(),
  only: z.array(z.enum(MEASURES)).nullable(),
  outFile: z.string(),
});
export type BenchContext = z.infer<typeof contextSchema>;

/** What the command that set everything up hands over. */
export const readContext = (path: string): BenchContext =>
  contextSchema.parse(JSON.parse(readFileSync(path, 'utf8')));

/** How much of everything a run does. */
export interface Sizes {
  warmUpBatches: number;
  batchesAClient: number;
  rounds: number;
  glassEvents: number;
  viewers: number;
  pastFew: number;
  pastMany: number;
  pageLoads: number;
  revocations: number;
  grants: number;
  floorOpen: number;
  floorSeconds: number;
  roomEvents: number;
  seeks: number;
  edgeSeconds: number;
  fanOutViewers: number;
  fanOutSeconds: number;
  lighthouseRuns: number;
}

const FULL: Sizes = {
  warmUpBatches: 6,
  batchesAClient: 25,
  rounds: 3,
  glassEvents: 325,
  viewers: 200,
  pastFew: 10,
  pastMany: 10_000,
  pageLoads: 11,
  revocations: 11,
  grants: 300,
  floorOpen: 300,
  floorSeconds: 30,
  roomEvents: 100_000,
  seeks: 200,
  edgeSeconds: 60,
  fanOutViewers: 2000,
  fanOutSeconds: 30,
  lighthouseRuns: 5,
};

const BRIEF: Sizes = {
  warmUpBatches: 1,
  batchesAClient: 3,
  rounds: 1,
  glassEvents: 30,
  viewers: 20,
  pastFew: 10,
  pastMany: 60,
  pageLoads: 3,
  revocations: 2,
  grants: 10,
  floorOpen: 60,
  floorSeconds: 3,
  roomEvents: 6000,
  seeks: 10,
  edgeSeconds: 3,
  fanOutViewers: 100,
  fanOutSeconds: 3,
  lighthouseRuns: 1,
};

export const sizesOf = ({ isBrief }: BenchContext): Sizes => (isBrief ? BRIEF : FULL);
