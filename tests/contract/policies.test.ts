import { describe, expect, test } from 'vitest';
import { type Answer, type Call, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation } from '../support/investigation';
import { newPerson } from './people';
import { proposeAction, type Proposed } from './signed-action';

const { as, server } = await contractServer();

interface Document {
  base: Record<string, unknown>;
  rules: object[];
}
interface Version {
  version: number;
  digest: string;
}

const POLICY = '/policies/pol_default';
const inForce = async () =>
  (await as.observer('GET', POLICY)).body as unknown as Version & { document: Document };
const at = (version: number, verb = '') => `${POLICY}/versions/${version}${verb && `/${verb}`}`;
const versionOf = ({ body }: Answer) => body as unknown as Version;

async function propose(base: object = {}, by = as.admin): Promise<Answer> {
  const { version, document } = await inForce();
  return by('POST', '/policies', {
    basedOn: version,
    document: { ...document, base: { ...document.base, ...base } },
    reason: 'To try it.',
  });
}

test('the policy that ships is in force before anything has happened', async () => {
  const { body } = await as.observer('GET', '/policies');
  expect(body).toMatchObject({
    items: [{ id: 'pol_default', version: 1, document: { base: { mode: 'bounded' } } }],
    nextCursor: null,
  });
  expect((await as.auditor('GET', at(1))).body).toMatchObject({
    state: 'adopted',
    isInForce: true,
  });
});

test('what names no policy and no version is not found', async () => {
  for (const path of ['/policies/pol_other', `${POLICY}/versions/99`, `${POLICY}/versions/x`]) {
    expectProblem(await as.admin('GET', path), 404, 'not-found');
  }
});

describe('a change', () => {
  test('is proposed by an admin and adopted by an approver, and holds from then on', async () => {
    const proposed = await propose({ repeatedQueries: 20 });
    expect(proposed.status).toBe(201);
    const { version, digest } = versionOf(proposed);
    expectProblem(
      await as.admin('POST', at(version, 'adopt'), { digest }),
      403,
      'separation-of-duties',
    );
    expectProblem(await as.commander('POST', at(version, 'adopt'), { digest }), 403, 'forbidden');
    const wrong = { digest: '0'.repeat(64) };
    expectProblem(await as.approver('POST', at(version, 'adopt'), wrong), 409, 'digest-mismatch');
    const adopted = await as.approver('POST', at(version, 'adopt'), { digest });
    expect(adopted.body).toMatchObject({ state: 'adopted', isInForce: true });
    expect((await inForce()).document.base.repeatedQueries).toBe(20);
    expectProblem(
      await as.approver('POST', at(version, 'adopt'), { digest }),
      409,
      'already-decided',
    );
  });

  test('is declined with a reason, and needs one', async () => {
    const { version, digest } = versionOf(await propose({ repeatedQueries: 19 }));
    const { errors } = expectProblem(
      await as.approver('POST', at(version, 'decline'), { digest }),
      400,
      'invalid',
    );
    expect(errors?.map(({ path }) => path)).toEqual(['reason']);
    const declined = await as.approver('POST', at(version, 'decline'), { digest, reason: 'No.' });
    expect(declined.body).toMatchObject({ state: 'declined', decisionReason: 'No.' });
  });

  test('is withdrawn by whoever proposed it, with nothing in the body', async () => {
    const { version } = versionOf(await propose({ repeatedQueries: 18 }));
    const withdrawn = await as.admin('POST', at(version, 'withdraw'));
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn' });
  });

  test('needs a role on every service: one on a single service decides nothing', async () => {
    const { version, digest } = versionOf(await propose({ repeatedQueries: 17 }));
    const local = await newPerson(server.url, as.admin, [
      { role: 'approver', service: 'checkout' },
    ]);
    expectProblem(await local.call('POST', at(version, 'adopt'), { digest }), 403, 'forbidden');
    await as.admin('POST', at(version, 'withdraw'));
  });

  test('is refused whole where part of it is not sound, naming the part', async () => {
    const { version, document } = await inForce();
    const rule = { id: 'x', name: 'x', when: {}, set: {} };
    const answer = await as.admin('POST', '/policies', {
      basedOn: version,
      document: { ...document, rules: [...document.rules, rule] },
      reason: 'x',
    });
    const paths = expectProblem(answer, 400, 'invalid').errors?.map(({ path }) => path);
    const last = document.rules.length;
    expect(paths).toEqual([`document.rules.${last}.when`, `document.rules.${last}.set`]);
  });

  test('is written against what is in force, or refused', async () => {
    const { version, document } = await inForce();
    const stale = { basedOn: version + 50, document, reason: 'x' };
    expectProblem(await as.admin('POST', '/policies', stale), 409, 'stale');
    expectProblem(await propose(), 409, 'unchanged');
  });
});

describe('before a change holds', () => {
  const of = { service: 'checkout', environment: 'production', severity: 'sev2' };

  test('anyone who reads policy can ask what would happen if', async () => {
    const { body } = await as.observer('POST', '/policies/evaluate', {
      case: { ...of, action: { kind: 'rollback' } },
    });
    expect(body).toMatchObject({
      terms: { mode: 'propose', requirements: { approvals: 1, stepUp: false } },
      action: { reversibility: 'reversible' },
    });
    const { settings } = body as { settings: { setting: string; sentence: string }[] };
    expect(settings.find(({ setting }) => setting === 'mode')?.sentence).toMatch(
      /Asks every time, because of the rules? .*Production/,
    );
  });

  test('a draft is held against real investigations', async () => {
    await beginInvestigation(as.commander, as.agent);
    const { document } = await inForce();
    const rules = [
      ...document.rules,
      {
        id: 'look',
        name: 'Look only',
        when: { services: { oneOf: ['checkout'] } },
        set: { mode: 'observe' },
      },
    ];
    const { body } = await as.admin('POST', '/policies/back-test?limit=1', {
      document: { ...document, rules },
    });
    expect(body).toMatchObject({
      totals: { mode: { tighter: 1, looser: 0 } },
      items: [{ mode: { before: 'propose', after: 'observe' } }],
    });
  });

  test('machines are told neither', async () => {
    expectProblem(await as.agent('POST', '/policies/evaluate', { case: of }), 403, 'forbidden');
    expectProblem(await as.agent('GET', '/policies'), 403, 'forbidden');
  });
});

test('an agent is told the terms of its own investigation, as they are tightened', async () => {
  const { investigationId } = await beginInvestigation(as.commander, as.agent);
  const path = `/investigations/${investigationId}`;
  const before = (await as.agent('GET', path)).body as { policy: Version };
  const proposed = versionOf(await propose({ mode: 'observe' }));
  await as.approver('POST', at(proposed.version, 'adopt'), { digest: proposed.digest });
  expect((await as.agent('GET', path)).body).toMatchObject({
    mode: 'observe',
    policy: before.policy,
    terms: { policy: { version: proposed.version }, pinned: before.policy },
  });
});

describe('a policy that has a commander sign', () => {
  const decide = (by: Call, { id, digest }: Proposed) =>
    by('POST', `/actions/${id}/decisions`, { decision: 'approve', version: 1, digest });
  const adopt = async (base: object) => {
    const { version, digest } = versionOf(await propose(base));
    expect((await as.approver('POST', at(version, 'adopt'), { digest })).status).toBe(200);
  };

  test('lets commanders in at the door while it asks for them, and at no other time', async () => {
    const carl = await newPerson(server.url, as.admin, [
      { role: 'commander', service: 'checkout', environments: ['production'] },
    ]);
    const staging = await newPerson(server.url, as.admin, [
      { role: 'commander', service: 'checkout', environments: ['staging'] },
    ]);
    await adopt({ mode: 'bounded' });
    const nowhere = { id: 'act_nowhere', digest: 'a'.repeat(64), investigationId: '' };
    const paths = ['decisions', 'assertion-options'];
    for (const path of paths) {
      expectProblem(await carl.call('POST', `/actions/x/${path}`, {}), 403, 'forbidden');
    }
    const plain = await proposeAction(as);
    expectProblem(await decide(carl.call, plain), 403, 'forbidden');

    await adopt({ coSigner: 'commander' });
    for (const path of paths) {
      expectProblem(await carl.call('POST', `/actions/x/${path}`, {}), 400, 'invalid');
    }
    for (const by of [as.observer, as.auditor, as.admin]) {
      expectProblem(await decide(by, plain), 403, 'forbidden');
    }
    expectProblem(await decide(carl.call, nowhere), 404, 'not-found');
    expectProblem(await decide(staging.call, plain), 404, 'not-found');
    // Bound without one, and asked for now.
    expect((await decide(as.approver, plain)).body).toMatchObject({ state: 'pending_approval' });
    expect((await decide(carl.call, plain)).body).toMatchObject({
      state: 'approved',
      decisions: [{ signedAs: ['approver'] }, { signedAs: ['commander'] }],
    });
    const asked = await proposeAction(as);
    expect((await as.observer('GET', `/actions/${asked.id}`)).body).toMatchObject({
      requirements: { approvals: 2, roles: ['approver', 'commander'] },
    });

    await adopt({ coSigner: 'none' });
    // What was bound is still asked for, so the door stays open until it is decided.
    expect((await decide(as.approver, asked)).body).toMatchObject({ state: 'pending_approval' });
    expect((await decide(carl.call, asked)).body).toMatchObject({ state: 'approved' });
    expectProblem(await decide(carl.call, plain), 403, 'forbidden');
  });

  test('names nobody else', async () => {
    for (const coSigner of ['admin', 'auditor', 'observer', 'approver', ['commander']]) {
      const paths = expectProblem(await propose({ coSigner }), 400, 'invalid').errors;
      expect(paths?.map(({ path }) => path)).toEqual(['document.base.coSigner']);
    }
  });

  test('and one that says nothing of it asks for none', async () => {
    const { version, document } = await inForce();
    const { coSigner: _none, ...base } = { ...document.base, repeatedQueries: 24 } as Record<
      string,
      unknown
    >;
    const proposed = await as.admin('POST', '/policies', {
      basedOn: version,
      document: { ...document, base },
      reason: 'Written before there were any.',
    });
    expect(proposed.body).toMatchObject({ document: { base: { coSigner: 'none' } } });
    await as.admin('POST', at(versionOf(proposed).version, 'withdraw'));
  });
});

test('a role names environments by name, each once, and all by naming none', async () => {
  const invite = (environments: unknown) =>
    as.admin('POST', '/people', {
      email: 'somebody@tests.example',
      roles: [{ role: 'observer', service: 'checkout', environments }],
    });
  for (const faulty of [[], ['*'], ['staging', 'staging'], [''], 'staging', null]) {
    const paths = expectProblem(await invite(faulty), 400, 'invalid').errors;
    expect(paths?.[0]?.path).toMatch(/^roles\.0\.environments/);
  }
  expect((await invite(['staging'])).body).toMatchObject({
    person: { roles: [{ role: 'observer', service: 'checkout', environments: ['staging'] }] },
  });
});
