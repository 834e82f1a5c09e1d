import { describe, expect, test } from 'vitest';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { countInbox } from '@/lib/inbox/server/count-inbox';
import { listDecisions } from '@/lib/inbox/server/list-decisions';
import { readInbox } from '@/lib/inbox/server/read-inbox';
import { tellDue } from '@/lib/notices/server/tell';
import { readLoad } from '@/lib/prompt-load/server/read-load';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { withdrawAction } from '@/lib/actions/server/withdraw-action';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { agent, approver, commander, investigation, proposed, sign } = cast;

const itemFor = async (person: typeof approver, id: string) =>
  (await readInbox(as(person))).items.find((each) => each.id === id);

describe('the inbox', () => {
  test('tells each reader what waits on them, and on whom the rest does', async () => {
    const second = await makePerson('Bea', role('approver', 'checkout'));
    const action = await proposed();
    await tellDue();
    const mine = await itemFor(approver, action.id);
    expect(mine).toMatchObject({
      kind: 'signature',
      isMine: true,
      whyNotMine: null,
      waitsOn: [{ id: second.id, name: 'Bea' }],
      waitsOnCount: 1,
      told: { people: 2, reached: 0, opened: 0, step: 0 },
    });
    const others = await itemFor(commander, action.id);
    expect(others).toMatchObject({ isMine: false, whyNotMine: null, waitsOnCount: 2 });
    const { items } = await readInbox(as(approver));
    expect(items[0]?.isMine).toBe(true);
    const elsewhere = await makePerson('Petra', role('approver', 'payments'));
    expect((await readInbox(as(elsewhere))).items).toEqual([]);
  });

  test('counts for each reader what it puts before them as theirs, and nothing else', async () => {
    const bea = await makePerson('Bea', role('approver'));
    const action = await proposed();
    const before = await countInbox(as(commander));
    const { id } = await createInvestigation(as(agent), { incidentId: action.incidentId });
    await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'Enough.' });
    expect(await countInbox(as(commander))).toEqual({ mine: before.mine + 1 });
    for (const each of [approver, commander, bea]) {
      const { items } = await readInbox(as(each));
      expect(await countInbox(as(each))).toEqual({
        mine: items.filter(({ isMine }) => isMine).length,
      });
    }
    const { mine } = await countInbox(as(bea));
    await sign(action, 'approve', bea);
    expect(await countInbox(as(bea))).toEqual({ mine: mine - 1 });
    const elsewhere = await makePerson('Petra', role('approver', 'payments'));
    expect(await countInbox(as(elsewhere))).toEqual({ mine: 0 });
    await expect(countInbox(as(agent))).rejects.toThrow('Only a person has an inbox.');
  });

  test('says why something is not for who could otherwise sign it', async () => {
    const owning = await makePerson('Olga', role('approver'));
    const action = await proposed(rollback(), await makeAgent('Owned', owning.id));
    expect(await itemFor(owning, action.id)).toMatchObject({
      isMine: false,
      whyNotMine: expect.stringContaining('Whoever owns the agent'),
    });
    await adoptTerms({ approvals: 2 });
    const two = await proposed();
    await sign(two);
    expect(await itemFor(approver, two.id)).toMatchObject({
      isMine: false,
      whyNotMine: 'You have signed it.',
    });
    await adoptTerms({});
  });

  test('holds stop points too, for whom the policy lets decide them', async () => {
    const { incidentId } = await investigation();
    const { id } = await createInvestigation(as(agent), { incidentId });
    const point = await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'Enough.' });
    expect(await itemFor(commander, point.id)).toMatchObject({
      kind: 'stop_point',
      isMine: true,
      stage: 'evidence',
      summary: 'Enough.',
      risk: null,
    });
    expect(await itemFor(approver, point.id)).toMatchObject({
      isMine: false,
      waitsOn: [{ id: commander.id }],
    });
    await decideCheckpoint(as(commander), { id: point.id, decision: 'release' });
    expect(await itemFor(commander, point.id)).toBeUndefined();
  });
});

test('what a recording proposed waits for nobody', async () => {
  const { id } = await investigation(agent, 'imported');
  const action = await proposeAction(as(agent), { investigationId: id, ...rollback() });
  expect(await itemFor(approver, action.id)).toBeUndefined();
});

describe('decisions', () => {
  test('are told to who made them and to their team, with what became of them', async () => {
    const action = await sign(await proposed());
    const { items: mine } = await listDecisions(as(approver), { by: 'mine', limit: 50 });
    expect(mine[0]).toMatchObject({
      decision: 'approve',
      by: { id: approver.id },
      action: { id: action.id, state: 'approved', isCurrent: true },
      checkpoint: null,
    });
    expect(mine.every(({ by }) => by.id === approver.id)).toBe(true);
    expect(mine[0]?.waitedMs).toBeGreaterThanOrEqual(0);
    const { items: team } = await listDecisions(as(approver), { by: 'team', limit: 50 });
    expect(team.some(({ decision, checkpoint }) => decision === 'release' && checkpoint)).toBe(
      true,
    );
    const stranger = await makePerson('Stan', role('observer', 'payments'));
    expect((await listDecisions(as(stranger), { by: 'team', limit: 50 })).items).toEqual([]);
  });

  test('come page by page, each once', async () => {
    const { items: all } = await listDecisions(as(commander), { by: 'team', limit: 200 });
    const keys: string[] = [];
    let cursor: [string, string] | undefined;
    do {
      const page = await listDecisions(as(commander), {
        by: 'team',
        limit: 3,
        ...(cursor && { cursor }),
      });
      keys.push(...page.items.map(({ key }) => key));
      const last = page.items.at(-1);
      cursor = page.nextCursor && last ? [last.at, last.key] : undefined;
    } while (cursor);
    expect(keys).toEqual(all.map(({ key }) => key));
  });
});

test('the load of prompts counts what was asked and what became of it, and no read', async () => {
  const before = await readLoad(as(commander), { days: '7' });
  const taken = await proposed();
  await tellDue();
  await withdrawAction(as(agent), { actionId: taken.id });
  await sign(await proposed());
  const after = await readLoad(as(commander), { days: '7' });
  // Each run asks twice at its stop points before it proposes.
  expect(after.total.asked - before.total.asked).toBe(6);
  expect(after.total.decided - before.total.decided).toBe(5);
  expect(after.total.withdrawn - before.total.withdrawn).toBe(1);
  expect(after.daily).toHaveLength(7);
  expect(after.services).toEqual([expect.objectContaining({ service: 'checkout' })]);
  expect(after.people.find(({ id }) => id === commander.id)).toMatchObject({ name: 'Cora' });
  const stranger = await makePerson('Nils', role('observer', 'payments'));
  expect((await readLoad(as(stranger), { days: '90' })).total.asked).toBe(0);
});
