import { describe, expect, test } from 'vitest';
import { answerOffer } from '@/lib/command/server/answer-offer';
import { listCompany } from '@/lib/command/server/company';
import { getHandover } from '@/lib/command/server/get-handover';
import { offerCommand, withdrawOffer } from '@/lib/command/server/offer-command';
import { db } from '@/lib/db/client';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const owner = await makePerson('Otto', role('admin'));
const ann = await makePerson('Ann', role('commander'));
const ben = await makePerson('Ben', role('commander', 'checkout'));
const cal = await makePerson('Cal', role('commander'));
const observer = await makePerson('Ole', role('observer'));
const elsewhere = await makePerson('Pay', role('commander', 'payments'));
const agent = await makeAgent('Scout', owner.id);
const refusal = (slug: string) => expect.objectContaining({ slug });
const summary = 'Checkout fails since 14:00. Waiting for the evidence to be reviewed.';

async function commanded(): Promise<string> {
  const { id } = await openIncident(as(ann), {
    title: 'Checkout fails',
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
  });
  await changeIncident(as(ann), { id, commanderId: ann.id });
  return id;
}
const offer = (id: string, to = ben.id, by = ann) => offerCommand(as(by), { id, to, summary });
const commanderOf = async (id: string) => (await getIncident(as(ann), { id })).commanderId;

describe('command of an incident', () => {
  test('stays where it is while it is offered, and goes over once it is accepted', async () => {
    const id = await commanded();
    expect(await offer(id)).toMatchObject({ state: 'offered', toId: ben.id, summary });
    expect(await commanderOf(id)).toBe(ann.id);
    expect(await answerOffer(as(ben), { id, answer: 'accept' })).toMatchObject({
      state: 'accepted',
    });
    expect(await commanderOf(id)).toBe(ben.id);
    const kinds = (await readStream(id, 0, 20)).map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual(['command.offered', 'command.accepted', 'incident.changed']);
  });

  test('stays with whoever offered it when it is declined, with the reason', async () => {
    const id = await commanded();
    await offer(id);
    const declined = await answerOffer(as(ben), { id, answer: 'decline', reason: 'On a train.' });
    expect(declined).toMatchObject({ state: 'declined', reason: 'On a train.' });
    expect(await commanderOf(id)).toBe(ann.id);
    expect((await getHandover(as(observer), { id })).handover).toMatchObject({ state: 'declined' });
  });

  test('is offered by whoever has it, to one at a time, and the offer may be taken back', async () => {
    const id = await commanded();
    await expect(offer(id, ann.id, cal)).rejects.toEqual(refusal('not-in-command'));
    await offer(id);
    await expect(offer(id, cal.id)).rejects.toEqual(refusal('handover-open'));
    await expect(withdrawOffer(as(cal), { id })).rejects.toEqual(refusal('not-in-command'));
    expect(await withdrawOffer(as(ann), { id })).toMatchObject({ state: 'withdrawn' });
    const late = answerOffer(as(ben), { id, answer: 'accept' });
    await expect(late).rejects.toEqual(refusal('no-handover'));
    expect(await commanderOf(id)).toBe(ann.id);
  });

  test('may be taken by a third, and the offer is then overtaken', async () => {
    const id = await commanded();
    await offer(id);
    await changeIncident(as(cal), { id, commanderId: cal.id });
    expect((await getHandover(as(ann), { id })).handover).toMatchObject({
      state: 'overtaken',
      endedBy: { id: cal.id },
    });
    const late = answerOffer(as(ben), { id, answer: 'accept' });
    await expect(late).rejects.toEqual(refusal('no-handover'));
    expect(await commanderOf(id)).toBe(cal.id);
  });

  test('goes to one of two who take and accept it at the same time, and the offer says to whom', async () => {
    const id = await commanded();
    await offer(id);
    await Promise.allSettled([
      answerOffer(as(ben), { id, answer: 'accept' }),
      changeIncident(as(cal), { id, commanderId: cal.id }),
    ]);
    const { handover } = await getHandover(as(ann), { id });
    const last = (await readStream(id, 0, 20)).findLast(({ kind }) => kind === 'incident.changed');
    expect(await commanderOf(id)).toBe(last?.actor.id);
    expect(['accepted', 'overtaken']).toContain(handover?.state);
    expect(handover?.endedBy?.id).toBe(handover?.state === 'accepted' ? ben.id : cal.id);
  });

  test('is offered only to others who may command there', async () => {
    const id = await commanded();
    for (const to of [ann, observer, elsewhere, agent]) {
      await expect(offer(id, to.id)).rejects.toEqual(refusal('unknown-reference'));
    }
  });

  test('is answered by nobody but whom it was offered to', async () => {
    const id = await commanded();
    await offer(id);
    const answer = { id, answer: 'accept' as const };
    await expect(answerOffer(as(cal), answer)).rejects.toEqual(refusal('forbidden'));
    await expect(answerOffer(as(observer), answer)).rejects.toEqual(refusal('forbidden'));
    await expect(answerOffer(as(elsewhere), answer)).rejects.toEqual(refusal('not-found'));
    expect(await commanderOf(id)).toBe(ann.id);
  });
});

test('the company of an incident is whoever can see it, and says who may command', async () => {
  const id = await commanded();
  const { items } = await listCompany(as(observer), { id });
  const ids = items.map((each) => each.id);
  expect(ids).toContain(observer.id);
  expect(ids).not.toContain(elsewhere.id);
  expect(items.filter(({ mayCommand }) => mayCommand).map(({ name }) => name)).toEqual([
    'Ann',
    'Ben',
    'Cal',
  ]);
  await expect(listCompany(as(elsewhere), { id })).rejects.toEqual(refusal('not-found'));
});

test('the tables are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
