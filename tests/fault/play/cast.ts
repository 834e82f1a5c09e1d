import { expect } from 'vitest';
import type { RoleBinding } from '@/lib/access/schema';
import type { PersonActor } from '@/lib/access/actor';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import { serviceStream } from '@/lib/services/fold';
import { newMachine } from '../../contract/machines';
import { makePerson } from '../../support/actors';
import { asMachine, asPerson, type Call } from '../../support/api';
import type { Contract } from '../../support/contract-server';
import { reachProposing } from '../../support/investigation';
import { openSession } from '../../support/session';

/** One caller at each of the processes. */
type Everywhere = (at: number) => Call;

export interface Cast {
  /** Three who may sign; another who owns the agent; and one who may also steer. */
  approvers: { id: string; at: Everywhere }[];
  agent: { id: string; at: Everywhere };
  executor: { id: string; at: Everywhere };
  commander: Everywhere;
  admin: Everywhere;
  investigationId: string;
  /** Two who may lift a freeze together. */
  lifters: [PersonActor, PersonActor];
  /** Whatever the run may write to. */
  streams: string[];
}

const of = (role: RoleBinding['role'], service = '*'): RoleBinding => ({ role, service });
const SIGNERS: RoleBinding[][] = [
  [of('approver')],
  [of('approver', 'checkout')],
  [of('approver'), of('observer', 'payments')],
  [of('approver'), of('admin')],
  [of('approver'), of('commander')],
];
/** Which of the signers owns the agent, and which one steers. */
const OWNER = 3;
export const STEERS = 4;

/** New people and a new agent past both stop points, and callers of theirs at every process. */
export async function castOf(contract: Contract, urls: string[]): Promise<Cast> {
  const { server, as, executor } = contract;
  const urlAt = (at: number) => urls[at % urls.length] ?? server.url;
  const person = async (name: string, roles: RoleBinding[]) => {
    const actor = await makePerson(name, roles);
    const cookie = await openSession(actor.id);
    const at: Everywhere = (place) => asPerson(urlAt(place), cookie, server.url);
    return { actor, id: actor.id, at };
  };
  const approvers = [];
  for (const [i, roles] of SIGNERS.entries()) approvers.push(await person(`Signer ${i}`, roles));
  const commander = await person('Commander', [of('commander')]);
  const admin = await person('Admin', [of('admin')]);
  const made = await newMachine(server.url, as.admin, 'agent');
  const owned = await as.admin('PATCH', `/agents/${made.id}`, {
    ownerId: approvers[OWNER]?.id,
  });
  expect(owned.status).toBe(200);
  const { investigationId, incidentId } = await reachProposing(commander.at(0), made.call);
  return {
    approvers,
    agent: { id: made.id, at: (place) => asMachine(urlAt(place), made.key) },
    executor: { id: executor.id, at: (place) => asMachine(urlAt(place), executor.key) },
    commander: commander.at,
    admin: admin.at,
    investigationId,
    lifters: [commander.actor, admin.actor],
    streams: [
      investigationId,
      incidentId,
      made.id,
      ...approvers.map(({ id }) => id),
      DEFAULT_POLICY_ID,
      serviceStream('checkout'),
    ],
  };
}
