import { describe, expect, test } from 'vitest';
import { ROLES } from '@/lib/access/schema';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { newPerson } from './people';

const contract = await contractServer();
const { as, server } = contract;
const { url } = server;

const stock = { name: 'stock', environments: ['production'], dependsOn: ['payments'] };

describe('the catalogue over HTTP', () => {
  test.each(ROLES)('%s: changes it as the table of permissions says', async (role) => {
    const { call } = await newPerson(url, as.admin, [{ role, service: '*' }]);
    const expected = role === 'admin' ? 201 : 403;
    expect((await call('POST', '/services', stock)).status).toBe(expected);
    const preview = await call('POST', '/service-imports/preview', { text: '[]' });
    expect(preview.status).toBe(role === 'admin' ? 200 : 403);
    expect((await call('GET', '/service-map')).status).toBe(200);
    expect((await call('GET', '/services/checkout/history')).status).toBe(200);
  });

  test('names with signs of their own are found by their address', async () => {
    for (const name of ['team/stock', 'ünïcode & more', 'a.b:c']) {
      const made = await as.admin('POST', '/services', { ...stock, name });
      expect(made.status).toBe(201);
      const path = `/services/${encodeURIComponent(name)}`;
      const history = await as.admin('GET', `${path}/history`);
      expect(history.body.items).toMatchObject([{ what: 'declared' }]);
      const retired = await as.admin('POST', `${path}/retire`, { reason: 'x' });
      expect(retired.body).toMatchObject({ name, declared: false });
    }
  });

  test('says at each field what is wrong with a declaration', async () => {
    const answer = await as.admin('POST', '/services', {
      name: 'stock',
      environments: [],
      dependsOn: ['payments', 'stock'],
      trafficShare: 2,
    });
    const { errors = [] } = expectProblem(answer, 400, 'invalid');
    expect(errors.map(({ path }) => path).toSorted()).toEqual([
      'dependsOn.1',
      'environments',
      'trafficShare',
    ]);
    expectProblem(await as.admin('POST', '/services', { ...stock, name: '*' }), 400, 'invalid');
  });

  test('imports a file that was shown, once, and refuses what changed since', async () => {
    const text = 'services:\n  - name: ledger\n    environments: [production]\n';
    const preview = await as.admin('POST', '/service-imports/preview', { text });
    expect(preview.body).toMatchObject({
      format: 'yaml',
      faults: [],
      services: [{ name: 'ledger', line: 2, change: 'added' }],
    });
    const { basis } = preview.body;
    const done = await as.admin('POST', '/service-imports', { text, basis });
    expect([done.status, done.body]).toEqual([201, { added: 1, changed: 0, unchanged: 0 }]);
    const again = await as.admin('POST', '/service-imports', { text, basis });
    expectProblem(again, 409, 'catalogue-changed');
  });

  test('tells each fault of a file with its line, and imports none of it', async () => {
    const text = '- name: a\n  environments: []\n- name: b\n  environments: [p]\n  colour: red\n';
    const preview = await as.admin('POST', '/service-imports/preview', { text });
    expect(preview.body.faults).toMatchObject([
      { line: 2, path: '0.environments' },
      { line: 5, path: '1.colour' },
    ]);
    const { basis } = preview.body;
    const refused = await as.admin('POST', '/service-imports', { text, basis });
    expect(expectProblem(refused, 400, 'invalid').errors).toHaveLength(2);
    const bomb = `a: &a [x]\nb: [${'*a, '.repeat(1000)}]`;
    const hostile = await as.admin('POST', '/service-imports/preview', { text: bomb });
    expect(hostile.body.faults).toMatchObject([{ line: 1 }]);
  });
});
