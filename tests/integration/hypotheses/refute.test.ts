import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { addNote } from '@/lib/investigations/server/add-note';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import { postEvents } from '@/lib/investigations/server/post-events';
import { refuteClaim, reinstateClaim } from '@/lib/investigations/server/refute-claim';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { compareWithLog } from '@/lib/log/rebuild';
import { readStream } from '@/lib/log/read';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { commander, agent, investigation } = cast;
const other = await makePerson('Otis', role('commander'));
const refusal = (slug: string) => expect.objectContaining({ slug });
const reason = 'The release was not live then.';
const h1 = { hypothesisId: 'h1' };

/** A run past its evidence stop point, with one claim. */
async function weighing() {
  const incident = await openIncident(as(commander), {
    title: 'Checkout fails',
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
  });
  const { id } = await createInvestigation(as(agent), { incidentId: incident.id });
  const say = (kind: string, rest: object) =>
    postEvents(as(agent), {
      id,
      events: [agentEvent.parse({ id: crypto.randomUUID(), kind, at: incident.openedAt, ...rest })],
    });
  await say('hypothesis.proposed', { hypothesis: { id: 'h1', statement: 'The release.' } });
  const held = await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'x' });
  await decideCheckpoint(as(commander), { id: held.id, decision: 'release' });
  const settle = () =>
    requestCheckpoint(as(agent), { id, stage: 'commitment', summary: 'x', ...h1 });
  return { id, incidentId: incident.id, say, settle };
}

const claimOf = async (id: string) => (await getState(as(commander), { id })).hypotheses[0];

describe('a claim refuted by a person', () => {
  test('stands refuted under their name, in the log as a person’s doing', async () => {
    const { id } = await weighing();
    const row = await refuteClaim(as(commander), { id, ...h1, reason });
    expect(row).toMatchObject({
      status: 'refuted',
      refutation: { by: { type: 'person', id: commander.id }, reason, otherwise: 'open' },
    });
    const events = await readStream(id, 0, 100);
    expect(events.find(({ kind }) => kind === 'hypothesis.refuted')).toMatchObject({
      actor: { type: 'person', id: commander.id },
      payload: { hypothesisId: 'h1', reason },
    });
  });

  test('is told to the agent in its next answer, and stays refuted whatever the agent says', async () => {
    const { id, say } = await weighing();
    await refuteClaim(as(commander), { id, ...h1, reason });
    const status = 'supported';
    const { directives } = await say('hypothesis.revised', { ...h1, status, because: [] });
    expect(directives).toMatchObject([{ kind: 'steer', givenBy: { id: commander.id } }]);
    expect(directives[0]?.instruction).toContain(reason);
    expect(directives[0]?.instruction).toContain('h1');
    expect(await claimOf(id)).toMatchObject({
      status: 'refuted',
      refutation: { otherwise: 'supported' },
    });
  });

  test('cannot be put before the stop point that would settle it, until it is taken back', async () => {
    const { id, settle } = await weighing();
    await refuteClaim(as(commander), { id, ...h1, reason });
    await expect(settle()).rejects.toEqual(refusal('stage-locked'));
    await reinstateClaim(as(commander), { id, ...h1, reason: 'It was live.' });
    expect(await settle()).toMatchObject({ state: 'waiting' });
    expect(await claimOf(id)).toMatchObject({ status: 'open', refutation: null });
  });

  test('is let past that stop point by no commander while it waits there', async () => {
    const { id, settle } = await weighing();
    const point = await settle();
    await refuteClaim(as(commander), { id, ...h1, reason });
    const release = () => decideCheckpoint(as(other), { id: point.id, decision: 'release' });
    await expect(release()).rejects.toEqual(refusal('claim-refuted'));
    await reinstateClaim(as(commander), { id, ...h1, reason: 'It was live.' });
    expect(await release()).toMatchObject({ state: 'released' });
    expect(await claimOf(id)).toMatchObject({ status: 'committed' });
  });

  test('may be sent back to be weighed again', async () => {
    const { id, settle } = await weighing();
    const point = await settle();
    await refuteClaim(as(commander), { id, ...h1, reason });
    const decision = { id: point.id, decision: 'return' as const, reason: 'Look elsewhere.' };
    expect(await decideCheckpoint(as(other), decision)).toMatchObject({ state: 'returned' });
  });

  test('voids what waits for a signature on it, and nothing more is proposed on it', async () => {
    const { id } = await investigation();
    const action = await proposeAction(as(agent), { investigationId: id, ...rollback() });
    await refuteClaim(as(commander), { id, ...h1, reason });
    expect(await db().action.findUnique({ where: { id: action.id } })).toMatchObject({
      state: 'revoked',
    });
    const again = proposeAction(as(agent), { investigationId: id, ...rollback() });
    await expect(again).rejects.toEqual(refusal('stage-locked'));
    await reinstateClaim(as(commander), { id, ...h1, reason: 'It was live.' });
    expect(await claimOf(id)).toMatchObject({ status: 'committed' });
  });

  test('is taken back by whoever refuted it, or by the commander of the incident', async () => {
    const { id, incidentId } = await weighing();
    await refuteClaim(as(commander), { id, ...h1, reason });
    const back = () => reinstateClaim(as(other), { id, ...h1, reason: 'It was live.' });
    await expect(back()).rejects.toEqual(refusal('not-in-command'));
    await changeIncident(as(other), { id: incidentId, commanderId: other.id });
    expect(await back()).toMatchObject({ refutation: null });
    await expect(back()).rejects.toEqual(refusal('not-refuted'));
  });

  test('is refuted once, of two who do so at the same time', async () => {
    const { id } = await weighing();
    const both = await Promise.allSettled(
      [commander, other].map((by) => refuteClaim(as(by), { id, ...h1, reason })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((each) => each.status === 'rejected');
    expect(lost?.reason).toEqual(refusal('already-refuted'));
  });

  test('is not an observer’s, an approver’s, an agent’s or another service’s to refute', async () => {
    const { id } = await weighing();
    const observer = await makePerson('Ole', role('observer'));
    const elsewhere = await makePerson('Pay', role('commander', 'payments'));
    const tries = [
      [observer, 'forbidden'],
      [cast.approver, 'forbidden'],
      [agent, 'forbidden'],
      [elsewhere, 'not-found'],
    ] as const;
    for (const [actor, slug] of tries) {
      const tried = refuteClaim(as(actor), { id, ...h1, reason });
      await expect(tried).rejects.toEqual(refusal(slug));
    }
    const unknown = refuteClaim(as(commander), { id, hypothesisId: 'h9', reason });
    await expect(unknown).rejects.toEqual(refusal('not-found'));
  });

  test('leaves a recording as it was told', async () => {
    const { id } = await investigation(agent, 'imported');
    const tried = refuteClaim(as(commander), { id, ...h1, reason });
    await expect(tried).rejects.toEqual(refusal('imported'));
  });
});

describe('a comment on a claim', () => {
  test('stands beside it under its writer’s name', async () => {
    const { id } = await weighing();
    await addNote(as(commander), { id, text: 'Ask the payments team.', ...h1 });
    expect(await claimOf(id)).toMatchObject({
      comments: [{ by: { id: commander.id }, text: 'Ask the payments team.' }],
    });
    const astray = addNote(as(commander), { id, text: 'x', hypothesisId: 'h9' });
    await expect(astray).rejects.toEqual(refusal('unknown-reference'));
  });
});

test('the tables are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
