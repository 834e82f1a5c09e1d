import { afterAll, expect, test } from 'vitest';
import { asMachine, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation } from '../support/investigation';
import { startOpenIdProvider } from '../support/workload-issuers';
import { newMachine } from './machines';
import { connect } from './sse-reader';

const AUDIENCE = 'https://countersign.example';
const provider = await startOpenIdProvider({
  id: 'investigator',
  secret: 'a secret of the client',
});
afterAll(() => provider.stop());
const issuers = [{ issuer: provider.issuer, audiences: [AUDIENCE] }];
const settings = { WORKLOAD_ISSUERS: JSON.stringify(issuers) };
const contract = await contractServer(settings);
const { as, server } = contract;

test('an agent works by its provider’s tokens alone, and stops when they stand for it no more', async () => {
  const { id } = await newMachine(server.url, as.admin, 'agent');
  const token = await provider.token(AUDIENCE);
  const agent = asMachine(server.url, token);
  expectProblem(await agent('GET', '/incidents'), 401, 'unauthenticated');
  const asked = { issuer: provider.issuer, subject: 'investigator', audience: AUDIENCE };
  const given = await as.admin('POST', `/agents/${id}/identities`, asked);
  expect(given.status).toBe(201);
  const { investigationId } = await beginInvestigation(as.commander, agent);
  const { body } = await as.observer('GET', `/investigations/${investigationId}`);
  expect(body).toMatchObject({ agentId: id });

  const elsewhere = await provider.token('https://elsewhere.example');
  const misdirected = asMachine(server.url, elsewhere);
  expectProblem(await misdirected('GET', '/incidents'), 401, 'unauthenticated');
  // Whoever has never met the issuer while it is away knows nothing, and admits nobody.
  const { frames, status } = await connect(
    `${server.url}/api/v1/investigations/${investigationId}/stream`,
    { Authorization: `Bearer ${token}` },
  );
  expect(status).toBe(200);
  await frames.next();
  const far = await contract.replica();
  await provider.stop();
  const beyond = await asMachine(far.url, token)('GET', '/incidents');
  expectProblem(beyond, 503, 'issuer-unreachable');
  expect(Number(beyond.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await agent('GET', '/incidents')).status).toBe(200);

  const removed = await as.admin('DELETE', `/agents/${id}/identities/${String(given.body.id)}`);
  expect(removed.status).toBe(204);
  for (let next = await frames.next(); !next.done;) next = await frames.next();
  expectProblem(await agent('GET', '/incidents'), 401, 'unauthenticated');
}, 60_000);
