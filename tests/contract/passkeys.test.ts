import { expect, test } from 'vitest';
import { type Call, caller, expectProblem } from '../support/api';
import { Authenticator } from '../support/authenticator';
import { actionOut } from '@/lib/actions/output';
import { contractServer } from '../support/contract-server';
import { viewOf } from '../support/passkeys';
import { newPerson, PASSWORD } from './people';
import { proposeAction } from './signed-action';

const contract = await contractServer();
const { as, server } = contract;
const SITE = { origin: server.url, rpId: 'localhost' };

type Question = Parameters<Authenticator['assert']>[0];

/** An approver with a passkey, enrolled through the interface. */
async function signer() {
  const { call, cookie, id } = await newPerson(server.url, as.admin, [
    { role: 'approver', service: '*' },
  ]);
  const key = new Authenticator();
  const begun = await call('PUT', '/people/me/passkeys/enrolment', { password: PASSWORD });
  expect(begun).toMatchObject({ status: 200, body: { confirmation: null } });
  const attestation = key.attest(begun.body as unknown as Question, SITE);
  const added = await call('POST', '/people/me/passkeys', { name: 'Phone', attestation });
  expect(added).toMatchObject({ status: 201, body: { name: 'Phone' } });
  return { call, cookie, id, key };
}

/** A proposal of high risk, with the digest of what its page shows. */
async function grave() {
  const { id, digest } = await proposeAction(as, { kind: 'custom' });
  const { body } = await as.commander('GET', `/actions/${id}`);
  return { id, digest, viewDigest: viewOf(actionOut.parse(body)) };
}
type Grave = Awaited<ReturnType<typeof grave>>;

const boundTo = ({ digest, viewDigest }: Grave) => ({
  decision: 'approve',
  version: 1,
  digest,
  viewDigest,
});

async function ask(call: Call, action: Grave): Promise<Question> {
  const { status, body } = await call(
    'POST',
    `/actions/${action.id}/assertion-options`,
    boundTo(action),
  );
  expect(status).toBe(200);
  return body as unknown as Question;
}

test('what one process asked, another one takes, once', async () => {
  const replica = await contract.replica();
  const { call, cookie, key } = await signer();
  const action = await grave();
  // Two processes behind one address: the browser knows only that.
  const there = caller(replica.url, { Cookie: cookie, Origin: server.url });
  const assertion = key.assert(await ask(call, action), SITE);
  const decide = (by: Call) =>
    by('POST', `/actions/${action.id}/decisions`, { ...boundTo(action), assertion });
  const answers = await Promise.all([decide(there), decide(call)]);
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, 403]);
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
    state: 'approved',
    decisions: [{ signature: { credentialId: key.credentialId, origin: server.url } }],
  });
});

test('a signature sent again with its Idempotency-Key is answered as it was', async () => {
  const { call, key } = await signer();
  const action = await grave();
  const body = { ...boundTo(action), assertion: key.assert(await ask(call, action), SITE) };
  const send = () =>
    call('POST', `/actions/${action.id}/decisions`, body, { 'Idempotency-Key': 'sign-1' });
  const [first, again] = [await send(), await send()];
  expect(first).toMatchObject({ status: 200, body: { state: 'approved' } });
  expect(again).toEqual(expect.objectContaining({ status: 200, body: first.body }));
});

test('refusals come in their order, and say why', async () => {
  const { call, cookie, key } = await signer();
  const action = await grave();
  const path = `/actions/${action.id}/decisions`;
  const bound = boundTo(action);
  const question = await ask(call, action);
  const assertion = key.assert(question, SITE);

  expectProblem(await as.nobody('POST', path, { ...bound, assertion }), 401, 'unauthenticated');
  const elsewhere = caller(server.url, { Cookie: cookie, Origin: 'http://evil.example' });
  expectProblem(await elsewhere('POST', path, { ...bound, assertion }), 403, 'bad-origin');
  expectProblem(await call('POST', path, { ...bound, assertion: {} }), 400, 'invalid');
  const { viewDigest: _none, ...unseen } = bound;
  const blind = expectProblem(await call('POST', path, { ...unseen, assertion }), 400, 'invalid');
  expect(blind.errors).toContainEqual(expect.objectContaining({ path: 'viewDigest' }));
  expectProblem(
    await call('POST', '/actions/act_none/decisions', { ...bound, assertion }),
    404,
    'not-found',
  );
  const bare = expectProblem(await call('POST', path, bound), 403, 'step-up-required');
  expect(bare.detail).toContain('asks for a passkey');
  const wrong = key.assert(question, { ...SITE, isVerified: false });
  const unverified = expectProblem(
    await call('POST', path, { ...bound, assertion: wrong }),
    403,
    'step-up-required',
  );
  expect(unverified.detail).toContain('did not check who you are');
  expectProblem(
    await call('POST', path, { ...bound, digest: 'e'.repeat(64) }),
    403,
    'step-up-required',
  );
});

test('a password is asked for by its own request, and wrong ones are counted', async () => {
  const { call } = await newPerson(server.url, as.admin, [{ role: 'observer', service: '*' }]);
  const begin = (password: string) => call('PUT', '/people/me/passkeys/enrolment', { password });
  for (let i = 0; i < 10; i++) {
    expectProblem(await begin('not that one'), 403, 'wrong-password');
  }
  expectProblem(await begin(PASSWORD), 429, 'rate-limited');
});
