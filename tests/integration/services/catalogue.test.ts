import { afterAll, describe, expect, test } from 'vitest';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { db } from '@/lib/db/client';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readServiceMap } from '@/lib/incidents/server/read-service-map';
import { compareWithLog } from '@/lib/log/rebuild';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { declareServiceInput, type DeclareServiceInput } from '@/lib/services/schema';
import { declareService } from '@/lib/services/server/declare-service';
import { applyImport, previewImport } from '@/lib/services/server/import-services';
import { listServices } from '@/lib/services/server/list-services';
import { retireService } from '@/lib/services/server/retire-service';
import { serviceHistory } from '@/lib/services/server/service-history';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { admin, agent, commander, investigation } = await makeCast();
const observer = await makePerson('Ole', role('observer', 'stock'));

const declared = (name: string, more: Partial<DeclareServiceInput> = {}) =>
  declareServiceInput.parse({ name, environments: ['production'], ...more });
const declare = (name: string, more: Partial<DeclareServiceInput> = {}, by = admin) =>
  declareService(as(by), declared(name, more));

afterAll(async () => {
  expect(await compareWithLog(db())).toEqual([]);
});

describe('a change of the catalogue', () => {
  test('is kept with who made it and what it changed, newest first', async () => {
    const other = await makePerson('Ira', role('admin'));
    await declare('stock', { trafficShare: 0.1 });
    await declare('stock', { trafficShare: 0.2, dependsOn: ['payments'] }, other);
    await declare('stock', { trafficShare: 0.2, dependsOn: ['payments'] });
    expect(await serviceHistory(as(admin), 'stock')).toMatchObject([
      {
        what: 'changed',
        by: { id: other.id },
        changes: [
          { field: 'dependsOn', before: null, after: 'payments' },
          { field: 'trafficShare', before: '10 %', after: '20 %' },
        ],
      },
      { what: 'declared', by: { id: admin.id } },
    ]);
  });

  test('is an admin’s, of that service', async () => {
    const local = await makePerson('Lin', role('admin', 'stock'));
    await expect(declare('stock', { owners: ['x'] }, local)).resolves.toBeDefined();
    await expect(declare('payments', {}, local)).rejects.toMatchObject({ slug: 'not-found' });
    await expect(declare('stock', {}, commander)).rejects.toMatchObject({ slug: 'forbidden' });
    await expect(serviceHistory(as(observer), 'checkout')).rejects.toMatchObject({
      slug: 'not-found',
    });
    await expect(serviceHistory(as(observer), 'stock')).resolves.not.toHaveLength(0);
  });
});

describe('a service that was withdrawn', () => {
  test('needs people again, keeps its history, and can be declared anew', async () => {
    const { id } = await investigation();
    const propose = () => proposeAction(as(agent), { investigationId: id, ...rollback() });
    expect(await propose()).toMatchObject({ risk: 'low' });
    const before = await db().service.findUniqueOrThrow({ where: { name: 'checkout' } });
    await retireService(as(admin), { name: 'checkout', reason: 'Replaced by basket.' });
    expect(await propose()).toMatchObject({
      risk: 'high',
      catalogue: { reversibility: 'unknown' },
    });
    const again = retireService(as(admin), { name: 'checkout', reason: 'x' });
    await expect(again).rejects.toMatchObject({ slug: 'not-declared' });
    const [last] = await serviceHistory(as(admin), 'checkout');
    expect(last).toMatchObject({ what: 'retired', reason: 'Replaced by basket.' });
    const map = await readServiceMap(as(admin));
    expect(map.services.find(({ name }) => name === 'checkout')).toMatchObject({
      declared: false,
      retiredAt: last?.at,
    });
    await declare('checkout', {
      actionKinds: before.actionKinds as DeclareServiceInput['actionKinds'],
    });
    expect(await propose()).toMatchObject({ risk: 'low' });
  });

  test('of which nobody ever heard is not found', async () => {
    await expect(retireService(as(admin), { name: 'nowhere', reason: 'x' })).rejects.toMatchObject({
      slug: 'not-found',
    });
  });
});

describe('the map of services', () => {
  test('shows what needs declaring to readers of everything, and to nobody else', async () => {
    await openIncident(as(commander), {
      title: 'Unknown thing fails',
      severity: 'sev2',
      service: 'mystery',
      environment: 'production',
    });
    await declare('stock', { dependsOn: ['ledger-db'] });
    const all = await readServiceMap(as(commander));
    expect(all.services.find(({ name }) => name === 'mystery')).toMatchObject({ declared: false });
    expect(all.missing).toContainEqual({ name: 'ledger-db', namedBy: ['stock'] });
    expect(all.openIncidents).toContainEqual(expect.objectContaining({ service: 'mystery' }));
    const some = await readServiceMap(as(observer));
    expect(some.services.map(({ name }) => name)).toEqual(['stock']);
    expect([some.missing, some.openIncidents]).toEqual([[], []]);
    expect((await listServices(as(observer), { limit: 50 })).items).toHaveLength(1);
  });
});

describe('an import', () => {
  const file = (services: object[]) => JSON.stringify({ services });

  test('is shown first, then made as one, and leaves what it does not mention', async () => {
    await declare('alpha', { trafficShare: 0.3 });
    const text = file([
      { name: 'alpha', environments: ['production'], trafficShare: 0.4 },
      { name: 'beta', environments: ['production'], dependsOn: ['gamma', 'nothing'] },
      { name: 'gamma', environments: ['production'], dependsOn: ['beta'] },
    ]);
    const before = await db().event.count();
    const shown = await previewImport(as(admin), { text });
    expect(await db().event.count()).toBe(before);
    expect(shown).toMatchObject({
      format: 'json',
      faults: [],
      notices: ['beta, gamma depend on one another in a circle.'],
      services: [
        {
          name: 'alpha',
          change: 'changed',
          changes: [{ field: 'trafficShare', before: '30 %', after: '40 %' }],
        },
        {
          name: 'beta',
          change: 'added',
          notices: ['Depends on nothing, which nobody has declared.'],
        },
        { name: 'gamma', change: 'added' },
      ],
    });
    expect(shown.untouched).toBeGreaterThan(0);
    const { basis } = shown;
    await expect(applyImport(as(admin), { text, basis })).resolves.toEqual({
      added: 2,
      changed: 1,
      unchanged: 0,
    });
    expect(await db().event.count()).toBe(before + 3);
    // What is the same makes no history.
    const same = await previewImport(as(admin), { text });
    await expect(applyImport(as(admin), { text, basis: same.basis })).resolves.toEqual({
      added: 0,
      changed: 0,
      unchanged: 3,
    });
    expect(await db().event.count()).toBe(before + 3);
    await expect(applyImport(as(admin), { text, basis })).rejects.toMatchObject({
      slug: 'catalogue-changed',
    });
  });

  test('of which one entry is faulty, or not yours, makes nothing', async () => {
    const local = await makePerson('Liv', role('admin', 'alpha'));
    const text = file([
      { name: 'alpha', environments: ['production'], owners: ['new'] },
      { name: 'beta', environments: ['production'], owners: ['new'] },
    ]);
    const before = await db().event.count();
    const shown = await previewImport(as(local), { text });
    expect(shown.faults).toMatchObject([{ message: 'you may not change beta in the catalogue' }]);
    await expect(applyImport(as(local), { text, basis: shown.basis })).rejects.toMatchObject({
      slug: 'invalid',
      errors: [{ path: 'text', message: 'line 1: you may not change beta in the catalogue' }],
    });
    await expect(previewImport(as(commander), { text })).rejects.toMatchObject({
      slug: 'forbidden',
    });
    expect(await db().event.count()).toBe(before);
  });

  test('and a change by hand at once come one after the other, and neither is lost unseen', async () => {
    for (let round = 0; round < 8; round++) {
      const text = file([
        { name: 'alpha', environments: ['production'], owners: [`import ${round}`] },
        { name: `new-${round}`, environments: ['production'] },
      ]);
      const { basis } = await previewImport(as(admin), { text });
      const [imported, byHand] = await Promise.allSettled([
        applyImport(as(admin), { text, basis }),
        declare('alpha', { owners: [`hand ${round}`] }),
        applyImport(as(admin), { text, basis }),
      ]);
      expect(byHand.status).toBe('fulfilled');
      const { owners } = await db().service.findUniqueOrThrow({ where: { name: 'alpha' } });
      if (imported.status === 'rejected') {
        expect(imported.reason).toMatchObject({ slug: 'catalogue-changed' });
      }
      expect([[`hand ${round}`], [`import ${round}`]]).toContainEqual(owners);
    }
  });

  test('of Backstage entities keeps what they do not say', async () => {
    await declare('delta', {
      environments: ['staging'],
      trafficShare: 0.5,
      actionKinds: { rollback: { reversibility: 'reversible' } },
    });
    const entity = (name: string) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ${name} }
spec: { type: service, lifecycle: production, owner: team-d, dependsOn: ["component:alpha"] }
`;
    const text = `${entity('delta')}---\n${entity('epsilon')}`;
    const shown = await previewImport(as(admin), { text });
    expect(shown.services).toMatchObject([
      {
        name: 'delta',
        changes: [
          { field: 'dependsOn', before: null, after: 'alpha' },
          { field: 'owners', before: null, after: 'team-d' },
        ],
      },
      { name: 'epsilon', notices: ['The file names no environment; production is assumed.'] },
    ]);
    await applyImport(as(admin), { text, basis: shown.basis });
    expect(await db().service.findUniqueOrThrow({ where: { name: 'delta' } })).toMatchObject({
      environments: ['staging'],
      trafficShare: 0.5,
      dependsOn: ['alpha'],
    });
  });

  test('of a thousand services is one change, made by whoever holds the machine', async () => {
    const text = file(
      Array.from({ length: 1000 }, (_, i) => ({
        name: `many-${i}`,
        environments: ['production'],
        dependsOn: i === 0 ? [] : [`many-${i - 1}`],
      })),
    );
    const ctx = as(COMMAND_LINE);
    const { basis } = await previewImport(ctx, { text });
    await expect(applyImport(ctx, { text, basis })).resolves.toMatchObject({ added: 1000 });
    expect(await db().service.count({ where: { name: { startsWith: 'many-' } } })).toBe(1000);
  });
});
