import { z } from 'zod';
import { instantOut } from '@/lib/log/schema';

/** How an investigation can wander, in the order in which it is told. */
export const driftComponentName = z.enum([
  'concentration',
  'one-sidedness',
  'distance',
  'repetition',
  'staleness',
  'lock-in',
]);
export type DriftComponentName = z.infer<typeof driftComponentName>;

export const driftLevel = z.enum(['on-track', 'wandering', 'off-track']);
export type DriftLevel = z.infer<typeof driftLevel>;

/** Something of the investigation that moved a component: by the agent's own id, or its seq. */
const moved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('evidence'), id: z.string() }),
  z.object({ kind: z.literal('step'), id: z.string() }),
  z.object({ kind: z.literal('event'), seq: z.number().int() }),
]);
export type Moved = z.infer<typeof moved>;

const unit = z.number().min(0).max(1);

export const driftComponent = z.object({
  name: driftComponentName,
  /** 0 is well, 1 as bad as it gets; null where the investigation does not state what it takes. */
  value: unit.nullable(),
  /** Says why, to a person. It carries no words of an agent's. */
  sentence: z.string(),
  /** What made it so, newest last. */
  moved: z.array(moved),
});
export type DriftComponent = z.infer<typeof driftComponent>;

export const driftMeasure = z.object({
  score: unit,
  components: z.array(driftComponent).length(driftComponentName.options.length),
});
export type DriftMeasure = z.infer<typeof driftMeasure>;

/** What the log holds of one measurement. */
export const driftMeasured = driftMeasure.extend({
  level: driftLevel,
  /** From this score on the policy made it stop, when this was measured. */
  threshold: unit,
});
export type DriftMeasured = z.infer<typeof driftMeasured>;

/** The last measurement, as an investigation's row carries it. */
export const drift = driftMeasured.extend({ seq: z.number().int(), measuredAt: instantOut });
export type Drift = z.infer<typeof drift>;
