import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { verifyLog } from '@/lib/log/verify';
import { newPerson } from '../contract/people';
import { grantAction, proposeAction } from '../contract/signed-action';
import { type Answer, asMachine, asPerson, type Call } from '../support/api';
import { contractServer } from '../support/contract-server';
import { doorTo } from '../support/door';
import { reachProposing, rollback } from '../support/investigation';
import { insist } from './insist';

const contract = await contractServer();
const { as, server, database, agent, executor } = contract;
const approver = await newPerson(server.url, as.admin, [{ role: 'approver', service: '*' }]);

/** Who asks, at whichever process, and what; `made` counts what may have come of it. */
interface Wish {
  at: (url: string) => Call;
  ask: (call: Call, headers: Record<string, string>) => Promise<Answer>;
  made: () => Promise<number>;
}

const machineAt = (key: string) => (url: string) => asMachine(url, key);
const eventsOf = (stream: string, kind: string) => db().event.count({ where: { stream, kind } });

const WISHES: Record<string, () => Promise<Wish>> = {
  async 'a decision'() {
    const { id, digest, investigationId } = await proposeAction(as);
    const body = { decision: 'approve', version: 1, digest };
    return {
      at: (url) => asPerson(url, approver.cookie, server.url),
      ask: (call, headers) => call('POST', `/actions/${id}/decisions`, body, headers),
      made: () => eventsOf(investigationId, 'action.decided'),
    };
  },
  async 'a proposal'() {
    const { investigationId } = await reachProposing(as.commander, as.agent);
    const path = `/investigations/${investigationId}/actions`;
    return {
      at: machineAt(agent.key),
      ask: (call, headers) => call('POST', path, rollback(), headers),
      made: () => eventsOf(investigationId, 'action.proposed'),
    };
  },
  async 'a redemption'() {
    const { token, digest, investigationId } = await grantAction(as);
    return {
      at: machineAt(executor.key),
      ask: (call, headers) => call('POST', '/grants/redeem', { token, digest }, headers),
      made: () => eventsOf(investigationId, 'grant.redeemed'),
    };
  },
};

/** Up to which point of its transaction the process lives, by what it sends to the database. */
const POINTS: [when: string, words: (key: string) => string[], isKept: boolean][] = [
  // The key goes to the database to be claimed, to be looked up, and with the answer to be kept.
  ['before it commits', (key) => [key, key, key], false],
  ['after it committed, before it answers', (key) => [key, 'COMMIT'], true],
];

describe.each(Object.keys(WISHES))('%s under a key', (what) => {
  test.each(POINTS)(
    'whose process is killed %s is answered by another one, and made once',
    async (_when, words, isKept) => {
      const wish = await WISHES[what]!();
      const door = await doorTo(database.url);
      const doomed = await contract.replica({ databaseUrl: door.url });
      const key = crypto.randomUUID();
      const reached = door.frozen();
      door.freezeAfter(...words(key));
      const lost = wish.ask(wish.at(doomed.url), { 'Idempotency-Key': key }).then(
        ({ status }) => `answered ${status}`,
        () => 'broken',
      );
      await reached;
      await doomed.kill();
      await door.shut();
      expect(await lost).toBe('broken');
      await expect.poll(wish.made).toBe(isKept ? 1 : 0);

      const elsewhere = { call: wish.at(server.url), isBack: async () => undefined };
      const { answer } = await insist(key, () => elsewhere, wish.ask);
      expect([200, 201]).toContain(answer.status);
      expect(await wish.made()).toBe(1);
      const again = await wish.ask(elsewhere.call, { 'Idempotency-Key': key });
      expect(again).toMatchObject({ status: answer.status, body: answer.body });
      expect(await wish.made()).toBe(1);
    },
    60_000,
  );
});

test('the record is whole after all of them', async () => {
  expect(await verifyLog(db())).toMatchObject({ faults: [], differences: [] });
});
