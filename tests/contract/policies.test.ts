import { describe, expect, test } from 'vitest';
import { type Answer, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation } from '../support/investigation';
import { newPerson } from './people';

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
