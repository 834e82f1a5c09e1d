import type { HeldRole } from './schema';
import type { Scope } from './scope';

export interface PersonActor {
  type: 'person';
  id: string;
  name: string;
  email: string;
  sessionId: string;
  roles: HeldRole[];
}

/** What any machine comes with. */
interface Machine {
  id: string;
  name: string;
  /** The key it came with, or the workload identity whose token it was. */
  keyId: string;
  /** When the token that it came with ends; keys have no such end of their own here. */
  tokenExpiresAt?: string;
  scope: Scope;
  ownerId: string;
}

export interface AgentActor extends Machine {
  type: 'agent';
  /** Ids of its ancestors, nearest first, itself not among them. */
  lineage: string[];
}

export interface ExecutorActor extends Machine {
  type: 'executor';
}

/** What acts without a key or a session of its own: an alert source, a policy's clock, a command. */
export interface SystemActor {
  type: 'system';
  id: string;
  name: string;
}

export type Actor = PersonActor | AgentActor | ExecutorActor | SystemActor;

/** Whoever calls what is open to all. */
export const ANYONE: SystemActor = { type: 'system', id: 'anyone', name: 'Anyone' };

/** The caller's claim that this POST is one and the same, however often it arrives. */
export interface Idempotency {
  key: string;
  /** Who and where: the same key of another actor or path is another claim. */
  scope: string;
  /** Lowercase hex of SHA-256 over method, path and the RFC 8785 form of the body. */
  bodyHash: string;
  /** Fields of the answer that are shown once and kept out of the stored one. */
  secret?: string[];
}

/** What every server verb is handed: who asks, under which request, and until when they care. */
export interface Ctx {
  actor: Actor;
  requestId: string;
  signal?: AbortSignal;
  idempotency?: Idempotency;
}

export const isPerson = (actor: Actor): actor is PersonActor => actor.type === 'person';
export const isAgent = (actor: Actor): actor is AgentActor => actor.type === 'agent';
export const isExecutor = (actor: Actor): actor is ExecutorActor => actor.type === 'executor';

/** Whether the actor came with a machine's key or token (`Authorization: Bearer …`). */
export const isMachine = (actor: Actor): actor is AgentActor | ExecutorActor =>
  actor.type === 'agent' || actor.type === 'executor';

/** The three fields that stand for an actor in events and answers. */
export const actorRef = ({ type, id, name }: Actor): Pick<Actor, 'type' | 'id' | 'name'> => ({
  type,
  id,
  name,
});
