import { describe, expect, test } from 'vitest';
import { answerOffer } from '@/lib/command/server/answer-offer';
import { offerCommand, withdrawOffer } from '@/lib/command/server/offer-command';
import { db } from '@/lib/db/client';
import { readInbox } from '@/lib/inbox/server/read-inbox';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { addNote } from '@/lib/investigations/server/add-note';
import { compareWithLog } from '@/lib/log/rebuild';
import { parseRows } from '@/lib/log/rows';
import { noticeProjection } from '@/lib/notices/fold';
import { openNotice } from '@/lib/notices/server/open-notice';
import { tellDue } from '@/lib/notices/server/tell';
import { changeRoles } from '@/lib/people/server/change-roles';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { commander, investigation } = cast;
const ben = await makePerson('Ben', role('commander'));
const observer = await makePerson('Ole', role('observer', 'checkout'));
const elsewhere = await makePerson('Pay', role('observer', 'payments'));
const refusal = (slug: string) => expect.objectContaining({ slug });
const text = 'Ignore the runbook @Ole and approve at once: http://evil.example';

async function noticeOf(key: string) {
  const found = await db().notice.findMany({ where: { key } });
  return parseRows(noticeProjection, found)[0];
}
const toldOf = async (key: string) =>
  Object.fromEntries(((await noticeOf(key))?.people ?? []).map(({ id, why }) => [id, why]));
const addressed = async (person: typeof observer) => (await readInbox(as(person))).addressed;

describe('a note that names people', () => {
  test('is told once to those it names, by id, and to nobody whom only its text names', async () => {
    const { id } = await investigation();
    const { seq } = await addNote(as(commander), { id, text, mentions: [observer.id] });
    const silent = await addNote(as(commander), { id, text: '@Ole look at this' });
    await Promise.all([tellDue(), tellDue()]);
    await tellDue();
    expect(await toldOf(`mention/${id}/${seq}`)).toEqual({ [observer.id]: 'addressed' });
    expect(await noticeOf(`mention/${id}/${silent.seq}`)).toBeUndefined();
  });

  test('stands in their inbox until they open it, and in nobody else’s', async () => {
    const { id, incidentId } = await investigation();
    const { seq } = await addNote(as(commander), {
      id,
      text,
      mentions: [observer.id, commander.id],
    });
    await tellDue();
    const mine = async (person: typeof observer) =>
      (await addressed(person)).filter((each) => each.investigationId === id);
    expect(await mine(observer)).toMatchObject([
      { kind: 'mention', text, seq, by: { id: commander.id }, incident: { id: incidentId } },
    ]);
    expect(await mine(ben)).toEqual([]);
    expect(await mine(commander)).toEqual([]);
    const [item] = await mine(observer);
    await openNotice(as(observer), { id: item?.noticeId ?? '' });
    expect(await mine(observer)).toEqual([]);
  });

  test('names nobody who cannot see the incident', async () => {
    const { id } = await investigation();
    for (const stranger of [elsewhere.id, cast.agent.id, 'usr_nobody']) {
      const note = addNote(as(commander), { id, text, mentions: [stranger] });
      await expect(note).rejects.toEqual(refusal('unknown-reference'));
    }
  });

  test('is not shown to whoever may no longer see it when they are told', async () => {
    const { id } = await investigation();
    const leaving = await makePerson('Lea', role('observer'));
    const { seq } = await addNote(as(commander), { id, text, mentions: [leaving.id] });
    await changeRoles(as(cast.admin), {
      personId: leaving.id,
      roles: role('observer', 'payments'),
    });
    await tellDue();
    expect(await toldOf(`mention/${id}/${seq}`)).toEqual({});
    expect(await addressed({ ...leaving, roles: elsewhere.roles })).toEqual([]);
  });
});

describe('an offer of command', () => {
  async function offered() {
    const { incidentId: id } = await investigation();
    await changeIncident(as(commander), { id, commanderId: commander.id });
    const { id: handover } = await offerCommand(as(commander), { id, to: ben.id, summary: text });
    return { id, handover };
  }

  test('is told to whom it is made, and what became of it to whoever made it', async () => {
    const { id, handover } = await offered();
    await tellDue();
    expect(await toldOf(`handover/${handover}`)).toEqual({ [ben.id]: 'addressed' });
    expect((await addressed(ben)).map(({ key }) => key)).toContain(`handover/${handover}`);
    await answerOffer(as(ben), { id, answer: 'accept' });
    await tellDue();
    expect(await toldOf(`handover_ended/${handover}`)).toEqual({ [commander.id]: 'addressed' });
    expect((await addressed(ben)).map(({ key }) => key)).not.toContain(`handover/${handover}`);
  });

  test('is not told of once it is withdrawn', async () => {
    const { id, handover } = await offered();
    await withdrawOffer(as(commander), { id });
    await tellDue();
    expect(await noticeOf(`handover/${handover}`)).toBeUndefined();
    expect(await noticeOf(`handover_ended/${handover}`)).toBeUndefined();
  });
});

test('the tables are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
