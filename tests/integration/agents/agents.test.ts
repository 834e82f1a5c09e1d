import { describe, expect, test } from 'vitest';
import { findMachine } from '@/lib/access/server/find-machine';
import { createAgentKey, revokeAgentKey } from '@/lib/agents/server/agent-keys';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { createAgent } from '@/lib/agents/server/create-agent';
import { getAgent, listAgents } from '@/lib/agents/server/list-agents';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { declareService } from '@/lib/services/server/declare-service';
import { listServices } from '@/lib/services/server/list-services';
import { nameService } from '@/lib/services/server/name-service';
import { as, asSystem, makeAgent, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const commander = await makePerson('Cora', role('commander'));
const observer = await makePerson('Obi', role('observer'));

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });

const input = {
  name: 'Scout',
  kind: 'agent' as const,
  ownerId: observer.id,
  purpose: 'Looks around.',
  scope: WIDE,
};

describe('an agent', () => {
  test('is made by an admin, with an owner and an end', async () => {
    const made = await createAgent(as(admin), input);
    expect(made).toMatchObject({ status: 'active', ownerName: 'Obi', isExpired: false, keys: [] });
    const days = (Date.parse(made.expiresAt) - Date.parse(made.createdAt)) / 86_400_000;
    expect(days).toBe(90);
    await expect(createAgent(as(commander), input)).rejects.toEqual(refusal('forbidden', 403));
    const unowned = { ...input, ownerId: 'usr_nobody' };
    await expect(createAgent(as(admin), unowned)).rejects.toMatchObject({
      slug: 'unknown-reference',
      errors: [{ path: 'ownerId' }],
    });
  });

  test('is known by its key, which the log and the table never hold', async () => {
    const { id } = await createAgent(as(admin), input);
    const { key, id: keyId } = await createAgentKey(as(admin), { agentId: id });
    expect(key).toMatch(/^csk_[A-Za-z0-9_-]{43}$/);
    expect(await findMachine(key)).toMatchObject({ type: 'agent', id, keyId });
    expect(JSON.stringify(await readStream(id, 0, 50))).not.toContain(key);
    expect(JSON.stringify(await db().agentKey.findMany())).not.toContain(key);

    await revokeAgentKey(as(admin), { agentId: id, keyId });
    await revokeAgentKey(as(admin), { agentId: id, keyId });
    await expect(findMachine(key)).rejects.toEqual(refusal('unauthenticated', 401));
    const shown = await getAgent(as(observer), { agentId: id });
    expect(shown.keys).toMatchObject([{ id: keyId, revokedAt: expect.any(String) }]);
    const wrong = { agentId: id, keyId: 'key_nowhere' };
    await expect(revokeAgentKey(as(admin), wrong)).rejects.toEqual(refusal('not-found', 404));
  });

  test('is suspended, resumed and revoked by its owner, a commander or an admin, for a reason', async () => {
    const { id } = await createAgent(as(admin), input);
    const { key } = await createAgentKey(as(admin), { agentId: id });
    const change = { agentId: id, reason: 'Check.' };
    const stranger = await makePerson('Stan', role('observer'));
    await expect(changeStanding(as(stranger), { ...change, change: 'suspend' })).rejects.toEqual(
      refusal('forbidden', 403),
    );
    expect(await changeStanding(as(observer), { ...change, change: 'suspend' })).toMatchObject({
      status: 'suspended',
      statusReason: 'Check.',
    });
    await expect(findMachine(key)).rejects.toEqual(refusal('unauthenticated', 401));
    await changeStanding(as(commander), { ...change, change: 'resume' });
    expect(await findMachine(key)).toMatchObject({ id });
    await changeStanding(as(admin), { ...change, change: 'revoke' });
    await expect(findMachine(key)).rejects.toEqual(refusal('unauthenticated', 401));
    await expect(createAgentKey(as(admin), { agentId: id })).rejects.toEqual(
      refusal('revoked', 409),
    );
    const nobody = { agentId: 'agt_nowhere', reason: 'x', change: 'revoke' as const };
    await expect(changeStanding(as(admin), nobody)).rejects.toEqual(refusal('not-found', 404));
  });

  test('sees itself and nobody else; people see all, page by page', async () => {
    const scout = await makeAgent('Scout', observer.id);
    const other = await makeAgent('Other', observer.id);
    const own = await listAgents(as(scout), { limit: 50 });
    expect(own.items.map(({ id }) => id)).toEqual([scout.id]);
    await expect(getAgent(as(scout), { agentId: other.id })).rejects.toEqual(
      refusal('not-found', 404),
    );
    const all = await listAgents(as(observer), { limit: 200 });
    const first = await listAgents(as(observer), { limit: 1 });
    const rest = await listAgents(as(observer), { limit: 200, cursor: first.items[0]?.id });
    expect([...first.items, ...rest.items]).toEqual(all.items);
  });
});

describe('a service', () => {
  test('is declared by an admin, and declared again to change it', async () => {
    const declared = { name: 'search', environments: ['production'], dependsOn: [], owners: [] };
    await expect(declareService(as(commander), declared)).rejects.toEqual(
      refusal('forbidden', 403),
    );
    await declareService(as(admin), declared);
    const changed = await declareService(as(admin), { ...declared, trafficShare: 0.2 });
    expect(changed).toMatchObject({ declared: true, trafficShare: 0.2, actionKinds: {} });
  });

  test('is listed to those who may know of it; one that nobody declared, to those who see all', async () => {
    await write(asSystem(), (tx) => nameService(tx, 'mystery', 'production'));
    const local = await makePerson('Lola', [
      ...role('observer', 'search'),
      ...role('observer', 'mystery'),
    ]);
    const names = async (who: Parameters<typeof as>[0]) =>
      (await listServices(as(who), { limit: 50 })).items.map(({ name }) => name);
    expect(await names(observer)).toEqual(['mystery', 'search']);
    expect(await names(local)).toEqual(['search']);
  });
});

test('the log folds to exactly these agents and services', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
