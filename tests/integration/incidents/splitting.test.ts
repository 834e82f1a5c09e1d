import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { testDatabase } from '../../support/database';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readFloorRows } from '@/lib/incidents/server/read-floor-rows';
import { splitIncident } from '@/lib/incidents/server/split-incident';
import { tellApart } from '@/lib/incidents/server/tell-apart';
import { floorRows } from '@/lib/incidents/views';
import { as } from '../../support/actors';
import { eventCount } from '../../support/event-count';
import { alerted, alertOf, deliver, makeShapers, named } from '../../support/shaping';

await testDatabase();
const { approver, commander, opened, at, merge, kinds } = await makeShapers();

describe('alerts that are split off', () => {
  test('stand in an incident of their own, which takes them from then on', async () => {
    const one = await alerted();
    const made = await splitIncident(as(commander), {
      id: one.id,
      fingerprints: [one.b],
      reason: 'Disks.',
    });
    expect(made).toMatchObject({
      splitFrom: one.id,
      severity: 'sev4',
      status: 'open',
      service: 'checkout',
    });
    expect((await kinds(one.id)).at(-1)).toBe('incident.split');
    const endsAt = '2026-03-01T12:30:00.000Z';
    const over = [one.a, one.b].map((name) => alertOf(name, { status: 'resolved', endsAt }));
    await deliver(one.group, [...over, alertOf(`new-${one.group}`)]);
    const told = async (id: string) =>
      (await at(id)).alerts.map(({ fingerprint, status }) => `${fingerprint} ${status}`);
    expect(await told(one.id)).toEqual([`${one.a} resolved`, `new-${one.group} firing`]);
    expect(await told(made.id)).toEqual([`${one.b} resolved`]);
  });

  test('may have come from an incident that is part of it, and come back by merging', async () => {
    const [one, two] = [await alerted('payments'), await alerted()];
    await merge(two.id, one.id);
    const made = await splitIncident(as(commander), {
      id: two.id,
      fingerprints: [one.a],
      reason: 'No.',
    });
    expect(made).toMatchObject({ service: 'payments', groupKeys: [one.group] });
    expect(named(made.alerts)).toEqual([[one.a, undefined]]);
    await deliver(one.group, [alertOf(one.a, { annotations: { summary: 'Worse' } })]);
    expect((await at(made.id)).alerts).toMatchObject([{ annotations: { summary: 'Worse' } }]);
    await merge(two.id, made.id);
    await deliver(one.group, [alertOf(one.a, { annotations: { summary: 'Worst' } })]);
    const back = (await at(two.id)).alerts.find(({ fingerprint }) => fingerprint === one.a);
    expect(back).toMatchObject({ of: made.id, annotations: { summary: 'Worst' } });
  });

  test('are refused where nobody knows them, and where the incident has none any more', async () => {
    const [one, two] = [await alerted(), await alerted()];
    const unknown = splitIncident(as(commander), { id: one.id, fingerprints: ['x'], reason: 'x' });
    await expect(unknown).rejects.toMatchObject({ slug: 'unknown-reference' });
    await merge(two.id, one.id);
    const gone = splitIncident(as(commander), { id: one.id, fingerprints: [one.a], reason: 'x' });
    await expect(gone).rejects.toMatchObject({ slug: 'merged' });
  });
});

describe('what may be one outage', () => {
  test('is offered on the floor with the reason, and not again once a person said otherwise', async () => {
    const [shop, pay] = [await opened('storefront'), await opened('payments')];
    const offers = async (who = commander) =>
      (await readFloor(as(who))).offers.filter(({ incidents }) =>
        incidents.some(({ id }) => id === shop.id),
      );
    const [offer] = await offers();
    const why = offer?.incidents.find(({ id }) => id === shop.id)?.why;
    expect(why).toMatch(/^storefront depends on (payments|checkout).*; both began within/);
    expect(offer?.refusal).toBeNull();
    expect((await offers(approver))[0]?.refusal).toMatch(/^Only a commander/);
    expect((await at(shop.id)).mergedInto).toBeNull();

    const all = offer?.incidents.map(({ id }) => id) ?? [];
    expect(all).toContain(pay.id);
    await tellApart(as(commander), {
      incidentIds: [shop.id, ...all.filter((id) => id !== shop.id)],
    });
    expect(await offers()).toEqual([]);
    const before = await eventCount();
    await tellApart(as(commander), { incidentIds: all });
    expect(await eventCount()).toBe(before);
    const told = tellApart(as(approver), { incidentIds: [shop.id, pay.id] });
    await expect(told).rejects.toMatchObject({ slug: 'forbidden' });
  });
});

test('a few rows of the floor are read by themselves, under what they are part of', async () => {
  const [one, two, three] = [await opened(), await opened(), await opened()];
  await merge(two.id, one.id);
  const ids = [one.id, three.id, 'inc_nobody'];
  const { items, gone } = floorRows.parse(await readFloorRows(as(commander), { ids }));
  expect(items.map(({ id }) => id).toSorted()).toEqual([two.id, three.id].toSorted());
  expect(gone).toEqual([one.id, 'inc_nobody']);
  const whole = (await readFloor(as(commander))).items.filter(({ id }) => id !== one.id);
  for (const item of items) expect(whole).toContainEqual(item);
});

test('the log folds to exactly these incidents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
