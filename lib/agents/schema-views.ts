import { z } from 'zod';
import { agentKey, agentRow } from '@/lib/agents/schema';
import { identityRow } from '@/lib/agents/schema-identity';
import { instantOut } from '@/lib/log/schema';
import { personStatus } from '@/lib/people/schema';

/** An agent as the API shows it. */
export const agentOut = agentRow.extend({
  /** Of the agent that delegated to it. */
  parentName: z.string().nullable(),
  /** The nearest agent above it that may not act, with which it may not either. */
  heldBy: z
    .object({ name: z.string(), state: z.enum(['suspended', 'revoked', 'expired']) })
    .nullable(),
  ownerName: z.string(),
  /** An agent whose owner is not active answers to nobody, and is suspended when that goes on. */
  ownerStatus: personStatus.or(z.literal('unknown')),
  /** When it is suspended for want of an owner, unless it gets one. */
  ownerlessUntil: instantOut.nullable(),
  /** By the database's clock; an agent that has expired can do nothing, whatever its status. */
  isExpired: z.boolean(),
  keys: z.array(agentKey.extend({ lastUsedAt: instantOut.nullable() })),
  /** The workload identities that stand for it, beside keys. */
  identities: z.array(identityRow),
});
export type AgentOut = z.infer<typeof agentOut>;

/** An agent that nobody delegated, and what descends from it: parents before their children. */
export const agentTree = z.object({
  id: z.string(),
  /** Whether anything in it wants a person's eye. */
  isFlagged: z.boolean(),
  agents: z.array(agentOut),
  /** Descendants left out because they have ended. */
  ended: z.number().int(),
});
export type AgentTree = z.infer<typeof agentTree>;

/** An investigation that an agent had a part in. */
export const workItem = z.object({
  id: z.string(),
  incidentId: z.string(),
  title: z.string(),
  service: z.string(),
  environment: z.string(),
  status: z.string(),
  stage: z.string(),
  clock: z.string(),
  startedAt: instantOut,
  /** Its own; else it wrote to it as a sub-agent. */
  isLed: z.boolean(),
});
export type WorkItem = z.infer<typeof workItem>;

/** A sub-agent and its first key, which is shown this once. */
export const delegationOut = z.object({ agent: agentOut, key: z.string() });
