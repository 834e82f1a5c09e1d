import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { changeRoles } from '@/lib/people/server/change-roles';
import { disablePerson } from '@/lib/people/server/disable-person';
import type { PolicyDocument } from '@/lib/policies/schema';
import { adoptVersion } from '@/lib/policies/server/adopt-version';
import { declineVersion } from '@/lib/policies/server/decline-version';
import { proposeVersion } from '@/lib/policies/server/propose-version';
import {
  getPolicy,
  getPolicyVersion,
  listPolicyVersions,
} from '@/lib/policies/server/read-versions';
import { withdrawVersion } from '@/lib/policies/server/withdraw-version';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import type { PolicyVersionOut } from '@/lib/policies/views';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { shippedBut } from '../../support/policy';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const second = await makePerson('Bert', role('admin'));
const approver = await makePerson('Abel', role('approver'));
const local = await makePerson('Lola', role('approver', 'checkout'));
const commander = await makePerson('Cora', role('commander'));
const agent = await makeAgent('Investigator', admin.id);

const refusal = (slug: string, status = 409) => expect.objectContaining({ slug, status });
const inForce = async () => (await getPolicy(as(commander))).version;

let minutes = 30;
/** A document that nobody has proposed before. */
const other = (): PolicyDocument => shippedBut({ checkpointTtlMs: ++minutes * 60_000 });

const propose = async (document = other(), by = admin) =>
  proposeVersion(as(by), { basedOn: await inForce(), document, reason: 'Because.' });
const adopt = ({ version, digest }: PolicyVersionOut, by = approver) =>
  adoptVersion(as(by), { version, digest, reason: 'Read it.' });
const decline = ({ version, digest }: PolicyVersionOut, by = approver) =>
  declineVersion(as(by), { version, digest, reason: 'No.' });
const withdraw = ({ version }: PolicyVersionOut, by = admin) =>
  withdrawVersion(as(by), { version });

test('what ships is in force, on the record, before anybody has changed anything', async () => {
  expect(await getPolicy(as(commander))).toMatchObject({
    id: 'pol_default',
    version: 1,
    document: SHIPPED_DOCUMENT,
    adoptedBy: { type: 'system', id: 'installation' },
  });
  const events = await readStream('pol_default', 0, 10);
  expect(events.map(({ kind }) => kind)).toEqual(['policy.adopted']);
});

describe('a change of policy', () => {
  test('holds for nothing until a second person adopts exactly what they read', async () => {
    const before = await inForce();
    const document = other();
    const proposed = await propose(document);
    expect(proposed).toMatchObject({
      state: 'proposed',
      basedOn: before,
      reason: 'Because.',
      proposedBy: { id: admin.id },
      isInForce: false,
      isStale: false,
    });
    expect(await inForce()).toBe(before);
    const adopted = await adopt(proposed);
    expect(adopted).toMatchObject({
      state: 'adopted',
      decidedBy: { id: approver.id },
      decisionReason: 'Read it.',
      isInForce: true,
    });
    expect(await getPolicy(as(commander))).toMatchObject({ version: proposed.version, document });
    expect(await getPolicyVersion(as(commander), { version: before })).toMatchObject({
      state: 'replaced',
      isInForce: false,
    });
    const [event] = await readStream('pol_default', 0, 1000).then((all) => all.slice(-1));
    expect(event).toMatchObject({
      kind: 'policy.adopted',
      actor: { type: 'person', id: approver.id },
      payload: { version: proposed.version, replaces: before, document },
    });
  });

  test('may be adopted by another admin, and not by whoever proposed it', async () => {
    const proposed = await propose();
    await expect(adopt(proposed, admin)).rejects.toEqual(refusal('separation-of-duties', 403));
    await expect(decline(proposed, admin)).rejects.toEqual(refusal('separation-of-duties', 403));
    expect(await adopt(proposed, second)).toMatchObject({ state: 'adopted' });
  });

  test('is proposed by admins of every service, and decided by them or approvers of every service', async () => {
    for (const by of [approver, commander, local]) {
      await expect(propose(other(), by)).rejects.toEqual(refusal('forbidden', 403));
    }
    const proposed = await propose();
    for (const by of [commander, local]) {
      await expect(adopt(proposed, by)).rejects.toEqual(refusal('forbidden', 403));
      await expect(decline(proposed, by)).rejects.toEqual(refusal('forbidden', 403));
    }
    const { version, digest } = proposed;
    await expect(adoptVersion(as(agent), { version, digest })).rejects.toEqual(
      refusal('forbidden', 403),
    );
    await withdraw(proposed);
  });

  test('can be declined with a reason, and not decided twice', async () => {
    const proposed = await propose();
    expect(await decline(proposed)).toMatchObject({ state: 'declined', decisionReason: 'No.' });
    await expect(adopt(proposed)).rejects.toEqual(refusal('already-decided'));
    await expect(withdraw(proposed)).rejects.toEqual(refusal('already-decided'));
  });

  test('can be withdrawn by whoever proposed it, and by nobody else', async () => {
    const proposed = await propose();
    await expect(withdraw(proposed, second)).rejects.toEqual(refusal('forbidden', 403));
    expect(await withdraw(proposed)).toMatchObject({ state: 'withdrawn' });
    await expect(adopt(proposed)).rejects.toEqual(refusal('already-decided'));
  });

  test('is refused once it was written against a version that is not in force any more', async () => {
    const [first, late] = [await propose(), await propose()];
    await adopt(first);
    await expect(adopt(late)).rejects.toEqual(refusal('stale'));
    expect(await getPolicyVersion(as(commander), { version: late.version })).toMatchObject({
      state: 'proposed',
      isStale: true,
    });
    const basedOn = first.version - 1;
    await expect(
      proposeVersion(as(admin), { basedOn, document: other(), reason: 'x' }),
    ).rejects.toEqual(refusal('stale'));
    await decline(late);
  });

  test('is refused on another digest than what was read', async () => {
    const proposed = await propose();
    const digest = 'a'.repeat(64);
    await expect(adopt({ ...proposed, digest })).rejects.toEqual(refusal('digest-mismatch'));
    await expect(decline({ ...proposed, digest })).rejects.toEqual(refusal('digest-mismatch'));
    await withdraw(proposed);
  });

  test('is refused where it changes nothing', async () => {
    const { document } = await getPolicy(as(admin));
    await expect(propose(document)).rejects.toEqual(refusal('unchanged'));
  });

  test.each<[string, Partial<PolicyDocument>]>([
    ['a grant that outlives ten minutes', shippedBut({ grantTtlMs: 600_001 })],
    [
      'a rule without a condition',
      { rules: [{ id: 'a', name: 'x', when: {}, set: { approvals: 2 } }] },
    ],
    [
      'a rule that sets nothing',
      { rules: [{ id: 'a', name: 'x', when: { severities: ['sev1'] }, set: {} }] },
    ],
    [
      'two rules of one id',
      {
        rules: ['b', 'c'].map((name) => ({
          id: 'a',
          name,
          when: { severities: ['sev1'] },
          set: { approvals: 2 },
        })),
      },
    ],
    [
      'a rule that calls itself everything',
      {
        rules: [
          { id: 'everything', name: 'x', when: { severities: ['sev1'] }, set: { approvals: 2 } },
        ],
      },
    ],
  ])('is refused with %s', async (_case, part) => {
    const document = { ...SHIPPED_DOCUMENT, ...part };
    await expect(propose(document)).rejects.toEqual(refusal('invalid', 400));
  });
});

describe('people as they are now', () => {
  test('an admin who may not any more proposes nothing and adopts nothing', async () => {
    const gone = await makePerson('Gone', role('admin'));
    const theirs = await propose(other(), gone);
    const open = await propose();
    await changeRoles(as(admin), { personId: gone.id, roles: role('observer') });
    await expect(propose(other(), gone)).rejects.toEqual(refusal('forbidden', 403));
    await expect(adopt(open, gone)).rejects.toEqual(refusal('forbidden', 403));
    // What they proposed before does not outlive their right to propose.
    await expect(adopt(theirs)).rejects.toEqual(refusal('not-eligible'));
    await decline(theirs);
    await disablePerson(as(admin), { personId: gone.id, reason: 'x' });
    await expect(adopt(open, gone)).rejects.toEqual(refusal('forbidden', 403));
    await withdraw(open);
  });
});

const slugOf = (result: PromiseSettledResult<unknown>): string => {
  if (result.status === 'fulfilled') return 'done';
  if (result.reason instanceof DomainError) return result.reason.slug;
  throw result.reason;
};

describe('at the same time', () => {
  test('of many who adopt one version exactly one does', async () => {
    const proposed = await propose();
    const attempts = Array.from({ length: 12 }, (_, i) =>
      adopt(proposed, i % 2 === 0 ? approver : second),
    );
    const slugs = (await Promise.allSettled(attempts)).map(slugOf);
    expect(slugs.filter((slug) => slug === 'done')).toHaveLength(1);
    expect(new Set(slugs)).toEqual(new Set(['done', 'already-decided']));
  });

  test('of several versions against one, adopted at once, exactly one comes into force', async () => {
    const versions = await Promise.all(Array.from({ length: 5 }, () => propose()));
    expect(new Set(versions.map(({ version }) => version)).size).toBe(5);
    const slugs = (await Promise.allSettled(versions.map((each) => adopt(each)))).map(slugOf);
    expect(slugs.toSorted()).toEqual(['done', 'stale', 'stale', 'stale', 'stale']);
    const adopted = versions[slugs.indexOf('done')];
    expect(await inForce()).toBe(adopted?.version);
  });

  test('adopting, declining and withdrawing one version end in one of the three', async () => {
    for (let round = 0; round < 6; round++) {
      const proposed = await propose();
      const attempts = [adopt(proposed), decline(proposed, second), withdraw(proposed)];
      const slugs = (await Promise.allSettled(attempts)).map(slugOf);
      expect(slugs.toSorted()).toEqual(['already-decided', 'already-decided', 'done']);
      const { state } = await getPolicyVersion(as(commander), { version: proposed.version });
      expect(state).toBe(['adopted', 'declined', 'withdrawn'][slugs.indexOf('done')]);
    }
  });
});

test('versions are listed newest first, page by page', async () => {
  const all = await listPolicyVersions(as(commander), { limit: 200 });
  const numbers = all.items.map(({ version }) => version);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(numbers.at(-1)).toBe(1);
  const first = await listPolicyVersions(as(commander), { limit: 2 });
  expect(first.items.map(({ version }) => version)).toEqual(numbers.slice(0, 2));
  const next = await listPolicyVersions(as(commander), { limit: 2, cursor: numbers[1] });
  expect(next.items.map(({ version }) => version)).toEqual(numbers.slice(2, 4));
});

test('the log folds to exactly these versions', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
