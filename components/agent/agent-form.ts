import { z } from 'zod';
import { type CreateAgentInput, createAgentInput } from '@/lib/agents/schema';
import { SCOPE_SAYS, scopeOf, type ScopeValues } from './scope-form';

/** The new-agent form as it is typed; an empty list of names is "not chosen yet". */
export interface AgentFields extends ScopeValues {
  name: string;
  kind: CreateAgentInput['kind'];
  ownerId: string;
  purpose: string;
  runtime: string;
  controlLevel: 'cooperative' | 'watched';
  /** A day, as 2026-01-31; empty for the default. */
  expires: string;
}

export type AgentFaults = { [Field in keyof AgentFields]?: string };

export const blankAgent = (ownerId: string): AgentFields => ({
  name: '',
  kind: 'agent',
  ownerId,
  purpose: '',
  runtime: '',
  controlLevel: 'cooperative',
  expires: '',
  verbs: ['observe', 'hypothesize'],
  sources: ['*'],
  services: [],
  environments: [],
  tools: '',
  maxDepth: 1,
});

const SAYS: AgentFaults = {
  name: 'Give it a name.',
  ownerId: 'Choose who answers for it.',
  purpose: 'Say what it is for.',
  expires: 'Choose a day that is still to come.',
  ...SCOPE_SAYS,
};

const day = z.iso.date();

/** The form as the API takes it, or what is wrong with each field. */
export function agentInput(
  fields: AgentFields,
  nowMs: number,
): { input?: CreateAgentInput; faults: AgentFaults } {
  const { name, kind, ownerId, purpose, runtime, controlLevel, expires } = fields;
  const endsMs = Date.parse(`${expires}T23:59:59.000Z`);
  if (expires !== '' && (!day.safeParse(expires).success || endsMs <= nowMs)) {
    return { faults: { expires: SAYS.expires ?? '' } };
  }
  const parsed = createAgentInput.safeParse({
    name: name.trim(),
    kind,
    ownerId,
    purpose: purpose.trim(),
    controlLevel,
    scope: scopeOf(fields),
    ...(runtime.trim() ? { runtime: runtime.trim() } : {}),
    ...(expires ? { expiresAt: new Date(endsMs).toISOString() } : {}),
  });
  if (parsed.success) return { input: parsed.data, faults: {} };
  const faults: AgentFaults = {};
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] === 'scope' ? path[1] : path[0]) as keyof AgentFields;
    faults[field] ??= SAYS[field] ?? message;
  }
  return { faults };
}
