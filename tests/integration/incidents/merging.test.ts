import { describe, expect, test } from 'vitest';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { decideAction } from '@/lib/actions/server/decide-action';
import { db } from '@/lib/db/client';
import { newId } from '@/lib/ids';
import { alertmanagerWebhook } from '@/lib/incidents/schema';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { listIncidents } from '@/lib/incidents/server/list-incidents';
import { listIncidentsQuery } from '@/lib/incidents/server/list-query';
import { mergeIncidents } from '@/lib/incidents/server/merge-incidents';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readRoom } from '@/lib/incidents/server/read-room';
import { receiveAlerts } from '@/lib/incidents/server/receive-alerts';
import { splitIncident } from '@/lib/incidents/server/split-incident';
import { tellApart } from '@/lib/incidents/server/tell-apart';
import { unmergeIncident } from '@/lib/incidents/server/unmerge-incident';
import { floorView, roomView } from '@/lib/incidents/views';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { declareService } from '@/lib/services/server/declare-service';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { eventCount } from '../../support/event-count';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { admin, agent, approver, commander, investigation } = await makeCast();
const ALERTS = { type: 'system', id: 'alertmanager', name: 'Alertmanager' } as const;

for (const [name, dependsOn] of [
  ['payments', []],
  ['storefront', ['checkout', 'payments']],
] as const) {
  await declareService(as(admin), {
    name,
    environments: ['production'],
    dependsOn: [...dependsOn],
    owners: [],
  });
}

const payer = await makePerson('Pia', role('commander', 'payments'));
const watcher = await makePerson('Wim', [
  { role: 'commander', service: 'payments' },
  { role: 'observer', service: 'checkout' },
]);

const alertOf = (fingerprint: string, more: object = {}) => ({
  status: 'firing',
  labels: { alertname: fingerprint, service: 'checkout' },
  annotations: {},
  startsAt: '2026-03-01T12:00:00.000Z',
  fingerprint,
  ...more,
});

const deliver = (groupKey: string, alerts: object[], more: object = {}) =>
  receiveAlerts(
    as(ALERTS),
    alertmanagerWebhook.parse({ version: '4', groupKey, status: 'firing', alerts, ...more }),
  );

/** An incident that a group of its own has opened, with two alerts. */
async function alerted(service = 'checkout') {
  const group = newId('evt');
  const labels = { alertname: 'Odd', service };
  const alerts = ['a', 'b'].map((name) => alertOf(`${name}-${group}`, { labels }));
  const { incidentId } = await deliver(group, alerts);
  if (incidentId === null) throw new Error('No incident was opened.');
  return { id: incidentId, group, a: `a-${group}`, b: `b-${group}` };
}

const opened = (service = 'checkout', more: object = {}) =>
  openIncident(as(commander), {
    title: `Trouble on ${service}`,
    severity: 'sev3',
    service,
    environment: 'production',
    ...more,
  });

const at = (id: string) => getIncident(as(commander), { id });
const merge = (into: string, ...incidentIds: string[]) =>
  mergeIncidents(as(commander), { id: into, incidentIds, reason: 'One outage.' });
const kinds = async (id: string) => (await readStream(id, 0, 100)).map(({ kind }) => kind);
const named = (alerts: { fingerprint: string; of?: string | undefined }[]) =>
  alerts.map(({ fingerprint, of }) => [fingerprint, of]);

describe('an incident that is merged', () => {
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

test('the log folds to exactly these incidents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
