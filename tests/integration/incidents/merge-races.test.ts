import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { testDatabase } from '../../support/database';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { mergeIncidents } from '@/lib/incidents/server/merge-incidents';
import { splitIncident } from '@/lib/incidents/server/split-incident';
import { unmergeIncident } from '@/lib/incidents/server/unmerge-incident';
import { as, makePerson, role } from '../../support/actors';
import { eventCount } from '../../support/event-count';
import { alerted, alertOf, deliver, makeShapers, named } from '../../support/shaping';

await testDatabase();
const { agent, commander, opened, at, merge } = await makeShapers();
const payer = await makePerson('Pia', role('commander', 'payments'));
const watcher = await makePerson('Wim', [
  { role: 'commander', service: 'payments' },
  { role: 'observer', service: 'checkout' },
]);

describe('chains and circles', () => {
  test('what was part of an incident comes along, and goes back with it', async () => {
    const [one, two, three] = [await alerted(), await alerted(), await alerted()];
    await merge(two.id, one.id);
    await merge(three.id, two.id);
    expect(await at(one.id)).toMatchObject({ mergedInto: three.id, mergedVia: two.id });
    expect((await at(three.id)).alerts).toHaveLength(6);
    await unmergeIncident(as(commander), { id: two.id, reason: 'Another cause.' });
    expect(await at(one.id)).toMatchObject({ mergedInto: two.id, mergedVia: null });
    expect(await at(two.id)).toMatchObject({ mergedInto: null });
    expect(named((await at(two.id)).alerts)).toEqual([
      [two.a, undefined],
      [two.b, undefined],
      [one.a, one.id],
      [one.b, one.id],
    ]);
    expect((await at(three.id)).alerts).toHaveLength(2);
  });

  test('into something that is a part means into what it is part of', async () => {
    const [one, two, three] = [await opened(), await opened(), await opened()];
    await merge(two.id, one.id);
    await changeIncident(as(commander), { id: three.id, mergedInto: one.id });
    expect(await at(three.id)).toMatchObject({ mergedInto: two.id });
  });

  test('merging again changes nothing, and a circle is refused', async () => {
    const [one, two] = [await opened(), await opened()];
    await merge(two.id, one.id);
    const before = await eventCount();
    await changeIncident(as(commander), { id: one.id, mergedInto: two.id });
    await merge(two.id, one.id);
    await expect(merge(one.id, two.id)).rejects.toMatchObject({ slug: 'merged', status: 409 });
    await expect(merge(two.id, two.id)).rejects.toMatchObject({ slug: 'unknown-reference' });
    expect(await eventCount()).toBe(before);
  });

  test('two that are merged into each other at once end in one merge', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = [await opened(), await opened()];
      const ended = await Promise.allSettled([merge(one.id, two.id), merge(two.id, one.id)]);
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const standing = [await at(one.id), await at(two.id)].filter(
        ({ mergedInto }) => mergedInto === null,
      );
      expect(standing).toHaveLength(1);
    }
  });

  test('a ring of merges at once leaves nothing part of a part', async () => {
    const ring = await Promise.all(Array.from({ length: 6 }, () => opened()));
    await Promise.allSettled(
      ring.map(({ id }, index) => merge(ring[(index + 1) % ring.length]?.id ?? '', id)),
    );
    const rows = await Promise.all(ring.map(({ id }) => at(id)));
    const standing = rows.filter(({ mergedInto }) => mergedInto === null);
    expect(standing).toHaveLength(1);
    expect(rows.every(({ id, mergedInto }) => (mergedInto ?? id) === standing[0]?.id)).toBe(true);
  });

  test('alerts that come in while incidents merge and part are neither lost nor told twice', async () => {
    const [one, two] = [await alerted(), await alerted()];
    const names = Array.from({ length: 12 }, (_, index) => `late${index}-${one.group}`);
    const shaping = async () => {
      for (let round = 0; round < 3; round += 1) {
        await merge(two.id, one.id);
        await unmergeIncident(as(commander), { id: one.id, reason: 'No.' });
      }
    };
    await Promise.all([shaping(), ...names.map((name) => deliver(one.group, [alertOf(name)]))]);
    const held = [...(await at(one.id)).alerts, ...(await at(two.id)).alerts];
    expect(held.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      [one.a, one.b, two.a, two.b, ...names].sort(),
    );
  });
});

describe('merging is refused', () => {
  test('to whoever commands only one of the two, and of what one may not see nothing is told', async () => {
    const [one, two] = [await opened('payments'), await opened()];
    const into = (actor: typeof payer) =>
      changeIncident(as(actor), { id: one.id, mergedInto: two.id });
    await expect(into(payer)).rejects.toMatchObject({ slug: 'unknown-reference', status: 400 });
    await expect(into(watcher)).rejects.toMatchObject({ slug: 'forbidden', status: 403 });
    const bulk = mergeIncidents(as(payer), { id: two.id, incidentIds: [one.id] });
    await expect(bulk).rejects.toMatchObject({ slug: 'not-found', status: 404 });
    await merge(two.id, one.id);
    const back = unmergeIncident(as(payer), { id: one.id, reason: 'Mine.' });
    await expect(back).rejects.toMatchObject({ slug: 'not-found' });
  });

  test('to agents', async () => {
    const [one, two] = [await opened(), await opened()];
    const by = { id: one.id, incidentIds: [two.id] };
    await expect(mergeIncidents(as(agent), by)).rejects.toMatchObject({ slug: 'forbidden' });
    const change = changeIncident(as(agent), { id: one.id, mergedInto: two.id });
    await expect(change).rejects.toMatchObject({ slug: 'forbidden' });
    const split = splitIncident(as(agent), { id: one.id, fingerprints: ['x'], reason: 'x' });
    await expect(split).rejects.toMatchObject({ slug: 'forbidden' });
  });

  test('where one is over or a recording, and then all of it', async () => {
    const [open, other, closed, resolved] = [
      await opened(),
      await opened(),
      await opened(),
      await opened(),
    ];
    await changeIncident(as(commander), { id: closed.id, status: 'closed' });
    await changeIncident(as(commander), { id: resolved.id, status: 'resolved' });
    const recorded = await opened('checkout', { clock: 'imported' });
    await expect(merge(open.id, other.id, closed.id)).rejects.toMatchObject({ slug: 'closed' });
    await expect(merge(closed.id, open.id)).rejects.toMatchObject({ slug: 'closed' });
    await expect(merge(resolved.id, open.id)).rejects.toMatchObject({ slug: 'closed' });
    await expect(merge(open.id, recorded.id)).rejects.toMatchObject({ slug: 'imported' });
    expect((await at(other.id)).mergedInto).toBeNull();
    await merge(open.id, resolved.id);
    expect((await at(resolved.id)).mergedInto).toBe(open.id);
  });

  test('what is not merged cannot be taken back out', async () => {
    const one = await opened();
    const back = unmergeIncident(as(commander), { id: one.id, reason: 'No.' });
    await expect(back).rejects.toMatchObject({ slug: 'not-merged', status: 409 });
  });
});

test('the log folds to exactly these incidents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
