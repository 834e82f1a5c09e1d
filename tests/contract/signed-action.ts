import { expect } from 'vitest';
import type { Call } from '../support/api';
import { reachProposing, rollback } from '../support/investigation';

interface Callers {
  commander: Call;
  agent: Call;
  approver: Call;
}

export interface Proposed {
  investigationId: string;
  id: string;
  digest: string;
}

let resources = 0;

/** An action that waits for a signature, on a target of its own. */
export async function proposeAction(as: Callers, more: object = {}): Promise<Proposed> {
  const { investigationId } = await reachProposing(as.commander, as.agent);
  resources += 1;
  const target = {
    service: 'checkout',
    environment: 'production',
    resource: `release-${resources}`,
  };
  const proposed = await as.agent(
    'POST',
    `/investigations/${investigationId}/actions`,
    rollback({ target, ...more }),
  );
  expect(proposed.status).toBe(201);
  const { id, digest } = proposed.body as { id: string; digest: string };
  return { investigationId, id, digest };
}

export const sign = (approver: Call, { id, digest }: Proposed, version = 1) =>
  approver('POST', `/actions/${id}/decisions`, { decision: 'approve', version, digest });

export interface Granted extends Proposed {
  token: string;
  grantId: string;
}

/** An action that was signed, with the grant that came of it. */
export async function grantAction(as: Callers & { executor: Call }): Promise<Granted> {
  const action = await proposeAction(as);
  expect((await sign(as.approver, action)).body).toMatchObject({ state: 'approved' });
  const { body } = await as.executor('GET', '/grants');
  const items = body.items as { id: string; token: string; actionId: string }[];
  const grant = items.find(({ actionId }) => actionId === action.id);
  if (!grant) throw new Error('No grant was minted.');
  return { ...action, token: grant.token, grantId: grant.id };
}
