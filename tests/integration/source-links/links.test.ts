import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { postEvents } from '@/lib/investigations/server/post-events';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import type { AddSourceLinkInput } from '@/lib/source-links/schema';
import { addLink } from '@/lib/source-links/server/add-link';
import { changeLink } from '@/lib/source-links/server/change-link';
import { listLinks } from '@/lib/source-links/server/list-links';
import { listSamples } from '@/lib/source-links/server/list-samples';
import { removeLink } from '@/lib/source-links/server/remove-link';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { eventCount } from '../../support/event-count';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const halfAdmin = await makePerson('Hal', role('admin', 'checkout'));
const commander = await makePerson('Cem', role('commander'));
const auditor = await makePerson('Aud', role('auditor'));
const ofPayments = await makePerson('Pay', role('observer', 'payments'));
const agent = await makeAgent('Scout', admin.id);
const refusal = (slug: string) => expect.objectContaining({ slug });

const grafana: AddSourceLinkInput = {
  name: 'Grafana',
  sources: ['logs', 'metrics'],
  services: ['*'],
  environments: ['*'],
  template: 'https://grafana.example/explore?q={{query}}',
};

describe('a link to a source', () => {
  test('is added, changed and removed by an admin, each as an event of its own stream', async () => {
    const { id } = await addLink(as(admin), grafana);
    const template = 'https://grafana.example/explore?expr={{query}}';
    const changed = await changeLink(as(admin), { id, template, services: ['checkout'] });
    expect(changed).toMatchObject({ name: 'Grafana', template, services: ['checkout'] });
    expect((await listLinks(as(commander))).items).toEqual([changed]);
    await removeLink(as(admin), { id });
    expect((await listLinks(as(commander))).items).toEqual([]);
    const events = await readStream(id, 0, 10);
    expect(events.map(({ kind, actor }) => [kind, actor.id])).toEqual([
      ['source_link.added', admin.id],
      ['source_link.changed', admin.id],
      ['source_link.removed', admin.id],
    ]);
    expect(events[0]?.payload).toEqual(grafana);
  });

  test('that was removed, or never was, cannot be changed or removed again', async () => {
    const { id } = await addLink(as(admin), grafana);
    await removeLink(as(admin), { id });
    const before = await eventCount();
    const gone = refusal('not-found');
    await expect(changeLink(as(admin), { id, name: 'Loki' })).rejects.toThrow(gone);
    await expect(removeLink(as(admin), { id })).rejects.toThrow(gone);
    await expect(removeLink(as(admin), { id: 'lnk_nowhere' })).rejects.toThrow(gone);
    await expect(removeLink(as(admin), { id: admin.id })).rejects.toThrow(gone);
    expect(await eventCount()).toBe(before);
  });

  test.each([
    ['a commander', commander],
    ['an auditor', auditor],
    ['an admin of one service', halfAdmin],
    ['an agent', agent],
  ])('is nothing for %s to manage', async (_, actor) => {
    const { id } = await addLink(as(admin), grafana);
    const before = await eventCount();
    const no = refusal('forbidden');
    await expect(addLink(as(actor), grafana)).rejects.toThrow(no);
    await expect(changeLink(as(actor), { id, name: 'x' })).rejects.toThrow(no);
    await expect(removeLink(as(actor), { id })).rejects.toThrow(no);
    await expect(listSamples(as(actor), { source: 'logs' })).rejects.toThrow(no);
    expect(await eventCount()).toBe(before);
    await removeLink(as(admin), { id });
  });

  test('is told to whom it may concern, without the services that are not theirs to know', async () => {
    const both = await addLink(as(admin), { ...grafana, services: ['checkout', 'payments'] });
    const other = await addLink(as(admin), { ...grafana, services: ['checkout'] });
    const all = await addLink(as(admin), grafana);
    const { items } = await listLinks(as(ofPayments));
    expect(items.map(({ id, services }) => [id, services])).toEqual([
      [all.id, ['*']],
      [both.id, ['payments']],
    ]);
    await expect(listLinks(as(agent))).rejects.toThrow(refusal('forbidden'));
    for (const { id } of [both, other, all]) await removeLink(as(admin), { id });
  });

  test('of two who change it at once, both stand in the record and the later holds', async () => {
    const { id } = await addLink(as(admin), grafana);
    await Promise.all([
      changeLink(as(admin), { id, name: 'Loki' }),
      changeLink(as(admin), { id, environments: ['production'] }),
    ]);
    const { items } = await listLinks(as(admin));
    expect(items[0]).toMatchObject({ name: 'Loki', environments: ['production'] });
    await removeLink(as(admin), { id });
  });

  test('is tried on the newest evidence of its source', async () => {
    const incident = await openIncident(as(commander), {
      title: 'Checkout fails',
      severity: 'sev2',
      service: 'checkout',
      environment: 'production',
    });
    const run = await createInvestigation(as(agent), { incidentId: incident.id });
    const evidence = (id: string, source: 'logs' | 'metrics', query: string) => ({
      id: `e-${id}`,
      kind: 'evidence.recorded' as const,
      at: '2026-05-04T14:20:00.000Z',
      evidence: { id, source, title: id, query, body: { format: 'text' as const, text: 'x' } },
    });
    await postEvents(as(agent), {
      id: run.id,
      events: [
        evidence('first', 'logs', '{app="a"}'),
        evidence('graph', 'metrics', 'up'),
        evidence('last', 'logs', '{app="b"}'),
      ],
    });
    const { items } = await listSamples(as(admin), { source: 'logs' });
    expect(items.map(({ query }) => query)).toEqual(
      expect.arrayContaining(['{app="a"}', '{app="b"}']),
    );
    expect(items.every(({ source }) => source === 'logs')).toBe(true);
    expect(items[0]).toMatchObject({ service: 'checkout', environment: 'production' });
  });

  test('stands in its table exactly as the log folds', async () => {
    await addLink(as(admin), grafana);
    expect(await compareWithLog(db())).toEqual([]);
  });
});
