import { expect } from 'vitest';
import type { Call } from './api';
import { evidence, hypothesis } from './investigation-events';

/** A rollback of checkout that rests on hypothesis h1 and evidence e1. */
export const rollback = (more: object = {}) => ({
  kind: 'rollback',
  title: 'Roll back checkout to r41',
  target: { service: 'checkout', environment: 'production', resource: 'release' },
  command: { argv: ['deploy', 'rollback', 'checkout', '--to', 'r41'] },
  rationale: 'Errors began with r42.',
  hypothesisId: 'h1',
  evidenceIds: ['e1'],
  blastRadius: { services: ['checkout'], dataLoss: 'none' },
  reversibility: 'reversible',
  rollback: { argv: ['deploy', 'rollback', 'checkout', '--to', 'r42'] },
  expectedEffect: 'The error rate returns to its baseline.',
  ...more,
});

const id = (answer: { body: Record<string, unknown> }) => String(answer.body.id);

export async function openIncident(commander: Call, service = 'checkout'): Promise<string> {
  const opened = await commander('POST', '/incidents', {
    title: 'Checkout fails',
    severity: 'sev2',
    service,
    environment: 'production',
  });
  expect(opened.status).toBe(201);
  return id(opened);
}

/** An incident with a running investigation that holds evidence e1 and hypothesis h1. */
export async function beginInvestigation(commander: Call, agent: Call) {
  const incidentId = await openIncident(commander);
  const begun = await agent('POST', '/investigations', { incidentId });
  expect(begun.status).toBe(201);
  const investigationId = id(begun);
  const posted = await agent('POST', `/investigations/${investigationId}/events`, {
    events: [evidence('e1'), hypothesis('h1')],
  });
  expect(posted.status).toBe(200);
  return { incidentId, investigationId };
}

/** Asks for a stop point as the agent and lets it continue as the commander. */
export async function passCheckpoint(
  commander: Call,
  agent: Call,
  investigationId: string,
  stage: 'evidence' | 'commitment',
): Promise<string> {
  const asked = await agent('POST', `/investigations/${investigationId}/checkpoints`, {
    stage,
    summary: 'Ready',
    ...(stage === 'commitment' ? { hypothesisId: 'h1' } : {}),
  });
  expect(asked.status).toBe(201);
  const decided = await commander('POST', `/checkpoints/${id(asked)}/decision`, {
    decision: 'release',
  });
  expect(decided.body).toMatchObject({ state: 'released' });
  return id(asked);
}

/** An investigation that has passed both stop points and may propose. */
export async function reachProposing(commander: Call, agent: Call) {
  const begun = await beginInvestigation(commander, agent);
  await passCheckpoint(commander, agent, begun.investigationId, 'evidence');
  await passCheckpoint(commander, agent, begun.investigationId, 'commitment');
  return begun;
}
