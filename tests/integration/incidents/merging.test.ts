import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { testDatabase } from '../../support/database';
import { decideAction } from '@/lib/actions/server/decide-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { listIncidents } from '@/lib/incidents/server/list-incidents';
import { listIncidentsQuery } from '@/lib/incidents/server/list-query';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readRoom } from '@/lib/incidents/server/read-room';
import { floorView, roomView } from '@/lib/incidents/views';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { as, makePerson, role } from '../../support/actors';
import { eventCount } from '../../support/event-count';
import { rollback } from '../../support/proposing';
import { alerted, alertOf, deliver, makeShapers, named } from '../../support/shaping';

await testDatabase();
const { agent, approver, commander, investigation, opened, at, merge, kinds } = await makeShapers();

/** What may be done at a place, as the room of an incident tells a person. */
const rightsAt = async (person: Parameters<typeof as>[0], id: string, service: string) =>
  roomView.parse(await readRoom(as(person), { id })).rights[`${service}\nproduction`];

describe('an incident that is merged', () => {
  test('brings along what its reader may do where its runs are', async () => {
    const half = await makePerson('Hanna', [
      ...role('commander', 'checkout'),
      ...role('observer', 'payments'),
    ]);
    const [one, two] = [await alerted('payments'), await alerted('checkout')];
    expect(await rightsAt(half, two.id, 'checkout')).toMatchObject({ 'checkpoint.decide': null });
    expect(await rightsAt(half, two.id, 'payments')).toBeUndefined();
    await merge(two.id, one.id);
    expect(await rightsAt(half, two.id, 'checkout')).toMatchObject({ 'checkpoint.decide': null });
    expect(await rightsAt(half, two.id, 'payments')).toMatchObject({
      'checkpoint.decide': expect.stringContaining('payments'),
    });
  });

  test('points to the one that stands, both streams tell it, and its alerts go over', async () => {
    const [one, two] = [await alerted(), await alerted()];
    await merge(two.id, one.id);
    expect(await at(one.id)).toMatchObject({ mergedInto: two.id, mergedVia: null, status: 'open' });
    expect((await kinds(one.id)).at(-1)).toBe('incident.merged');
    expect((await kinds(two.id)).at(-1)).toBe('incident.joined');
    expect(named((await at(two.id)).alerts)).toEqual([
      [two.a, undefined],
      [two.b, undefined],
      [one.a, one.id],
      [one.b, one.id],
    ]);
  });

  test('has later alerts of its group told to the one that stands, also those that nobody knew', async () => {
    const [one, two] = [await alerted(), await alerted()];
    await merge(two.id, one.id);
    const endsAt = '2026-03-01T12:30:00.000Z';
    const news = [alertOf(one.a, { status: 'resolved', endsAt }), alertOf('new')];
    expect(await deliver(one.group, news)).toEqual({ incidentId: two.id, created: false });
    const before = await eventCount();
    expect(await deliver(one.group, news)).toEqual({ incidentId: two.id, created: false });
    expect(await eventCount()).toBe(before);
    const { alerts } = await at(two.id);
    expect(
      alerts
        .filter(({ of }) => of === one.id)
        .map(({ fingerprint, status }) => [fingerprint, status]),
    ).toEqual([
      [one.a, 'resolved'],
      [one.b, 'firing'],
      ['new', 'firing'],
    ]);
  });

  test('leaves its group to open anew once the one that stands is over', async () => {
    const [one, two] = [await alerted(), await alerted()];
    await merge(two.id, one.id);
    await changeIncident(as(commander), { id: two.id, status: 'closed' });
    const again = await deliver(one.group, [alertOf(one.a)]);
    expect(again.created).toBe(true);
    expect([one.id, two.id]).not.toContain(again.incidentId);
  });

  test('is no place to begin or to change anything', async () => {
    const [one, two] = [await opened(), await opened()];
    await merge(two.id, one.id);
    const begun = createInvestigation(as(agent), { incidentId: one.id });
    await expect(begun).rejects.toMatchObject({ slug: 'merged', extra: { mergedInto: two.id } });
    const changed = changeIncident(as(commander), { id: one.id, severity: 'sev1' });
    await expect(changed).rejects.toMatchObject({ slug: 'merged' });
  });

  test('has no status of its own in lists, and is found by what it is part of', async () => {
    const [one, two] = [await opened(), await opened()];
    await merge(two.id, one.id);
    const list = async (query: object) =>
      (await listIncidents(as(commander), listIncidentsQuery.parse(query))).items.map(
        ({ id }) => id,
      );
    expect(await list({ status: 'open', limit: '200' })).not.toContain(one.id);
    expect(await list({ mergedInto: two.id })).toEqual([one.id]);
  });
});

describe('the runs of what is merged', () => {
  test('go on in their own streams, and what waits there is shown and decided where it stands', async () => {
    const run = await investigation();
    const action = await proposeAction(as(agent), { investigationId: run.id, ...rollback() });
    const survivor = await opened('payments');
    await merge(survivor.id, run.incidentId);

    const room = roomView.parse(await readRoom(as(approver), { id: survivor.id }));
    expect(room.parts.map(({ id }) => id)).toEqual([run.incidentId]);
    expect(room.investigations.map(({ id }) => id)).toEqual([run.id]);
    expect(room.investigations[0]?.tables.action).toMatchObject([{ state: 'pending_approval' }]);
    const { items } = floorView.parse(await readFloor(as(approver)));
    expect(items.find(({ id }) => id === run.incidentId)).toBeUndefined();
    expect(items.find(({ id }) => id === survivor.id)).toMatchObject({
      partCount: 1,
      investigations: [{ id: run.id }],
      waiting: [{ kind: 'action', id: action.id, isYours: true }],
    });

    const { version, digest } = action;
    const signed = await decideAction(as(approver), {
      actionId: action.id,
      decision: 'approve',
      version,
      digest,
    });
    expect(signed.state).toBe('approved');
    const own = roomView.parse(await readRoom(as(approver), { id: run.incidentId }));
    expect(own).toMatchObject({ survivor: { id: survivor.id }, investigations: [{ id: run.id }] });
  });

  test('are not shown to somebody who may not know of their service, who sees the rest', async () => {
    const run = await investigation();
    const survivor = await opened('payments');
    await merge(survivor.id, run.incidentId);
    const narrow = await makePerson('Nora', role('observer', 'payments'));
    const room = roomView.parse(await readRoom(as(narrow), { id: survivor.id }));
    expect(room).toMatchObject({ parts: [], investigations: [] });
    const { items } = await readFloor(as(narrow));
    expect(items.find(({ id }) => id === survivor.id)).toMatchObject({ partCount: 0, waiting: [] });
  });

  test('stay on the floor by themselves for somebody who may not know what they are part of', async () => {
    const run = await investigation();
    await proposeAction(as(agent), { investigationId: run.id, ...rollback() });
    const survivor = await opened('payments');
    await merge(survivor.id, run.incidentId);
    const narrow = await makePerson('Nils', role('approver', 'checkout'));
    const { items } = await readFloor(as(narrow));
    expect(items.find(({ id }) => id === run.incidentId)).toMatchObject({
      waiting: [{ kind: 'action' }],
    });
    const room = await readRoom(as(narrow), { id: run.incidentId });
    expect(room.survivor).toBeNull();
  });
});

test('the log folds to exactly these incidents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
