import { describe, expect, test } from 'vitest';
import { ROLES } from '@/lib/access/schema';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { newPerson } from './people';

const contract = await contractServer();
const { as, server } = contract;

const link = {
  name: 'Grafana',
  sources: ['logs'],
  template: 'https://grafana.example/explore?q={{query}}&from={{from.ms|now-6h}}',
};

describe('links to sources over HTTP', () => {
  test.each(ROLES)(
    '%s: reads them, and manages them as the table of permissions says',
    async (role) => {
      const { call } = await newPerson(server.url, as.admin, [{ role, service: '*' }]);
      const added = await call('POST', '/source-links', link);
      expect(added.status).toBe(role === 'admin' ? 201 : 403);
      expect((await call('GET', '/source-links')).status).toBe(200);
      const samples = await call('GET', '/source-links/samples?source=logs');
      expect(samples.status).toBe(role === 'admin' ? 200 : 403);
    },
  );

  test('are added, changed and removed', async () => {
    const added = await as.admin('POST', '/source-links', link);
    expect(added.body).toMatchObject({ ...link, services: ['*'], environments: ['*'] });
    const path = `/source-links/${String(added.body.id)}`;
    const changed = await as.admin('PATCH', path, { services: ['checkout'] });
    expect(changed.body).toMatchObject({ services: ['checkout'], template: link.template });
    expectProblem(await as.admin('PATCH', path, {}), 400, 'invalid');
    expect((await as.admin('DELETE', path)).body).toMatchObject({ state: 'removed' });
    expectProblem(await as.admin('DELETE', path), 404, 'not-found');
  });

  test.each([
    'javascript:alert(1)',
    'http://grafana.example/?q={{query}}',
    'https://{{service}}.example/',
    'https://user:secret@grafana.example/',
    'https://grafana.example/?{{query}}=1',
    'https://grafana.example/?q={{password}}',
  ])('%s is refused, and said why at its field', async (template) => {
    const refused = await as.admin('POST', '/source-links', { ...link, template });
    expectProblem(refused, 400, 'invalid');
    expect(refused.body.errors).toMatchObject([{ path: 'template' }]);
  });

  test('are nothing for an agent', async () => {
    expectProblem(await as.agent('GET', '/source-links'), 403, 'forbidden');
    expectProblem(await as.agent('POST', '/source-links', link), 403, 'forbidden');
  });
});
