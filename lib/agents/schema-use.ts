import { z } from 'zod';
import { SCOPE_AXES } from '@/lib/access/scope';
import { scope } from '@/lib/agents/schema';
import { instantOut } from '@/lib/log/schema';

export const scopeAxis = z.enum(SCOPE_AXES);
export const refusedAxis = z.enum([...SCOPE_AXES, 'maxDepth']);

const named = { name: z.string(), count: z.number().int() };

/**
 * What one agent did on one UTC day in one stream, by the names on each axis of its scope. A row a
 * stream, for a row that several streams wrote would have no lock of its own.
 */
export const agentUseRow = z.object({
  /** AGENT/DAY/STREAM */
  key: z.string(),
  agentId: z.string(),
  /** As 2026-01-31. */
  day: z.string(),
  stream: z.string(),
  events: z.number().int(),
  uses: z.array(z.object({ axis: scopeAxis, ...named })),
  /** Uses of names beyond those that a row keeps, by axis. */
  moreUses: z.array(z.object({ axis: scopeAxis, count: z.number().int() })),
  refused: z.array(z.object({ axis: refusedAxis, ...named })),
  moreRefused: z.number().int(),
  lastAt: instantOut,
});
export type AgentUseRow = z.infer<typeof agentUseRow>;

/** Days looked back over, unless said; also what counts as long unused. */
export const USE_DAYS = 30;

const usedName = z.object({ ...named, lastDay: z.string() });

export const axisUse = z.object({
  axis: scopeAxis,
  /** As the scope lists them; `*` among them stands for everything. */
  granted: z.array(z.string()),
  used: z.array(usedName),
  /** Uses of names beyond those listed. */
  more: z.number().int(),
  /** Granted by name and used by nobody in these days. */
  unused: z.array(z.string()),
});
export type AxisUse = z.infer<typeof axisUse>;

export const useOut = z.object({
  days: z.number().int(),
  /** The first day looked at: the agent's first, where it is younger than was asked for. */
  from: z.string(),
  /** How much was done by it and by all that descends from it, which acts within its scope. */
  axes: z.array(axisUse),
  daily: z.array(
    z.object({ day: z.string(), events: z.number().int(), refused: z.number().int() }),
  ),
  refused: z.array(z.object({ axis: refusedAxis, ...named, lastDay: z.string() })),
  /** The scope with what was not used taken away; null where there is nothing to take. */
  trimmed: scope.nullable(),
});
export type UseOut = z.infer<typeof useOut>;

export const proposeTrimInput = z.strictObject({
  scope,
  reason: z.string().min(1).max(2000),
});
export type ProposeTrimInput = z.infer<typeof proposeTrimInput>;

export const decideTrimInput = z.strictObject({
  decision: z.enum(['accept', 'reject']),
  reason: z.string().min(1).max(2000).optional(),
});
export type DecideTrimInput = z.infer<typeof decideTrimInput>;
