import { describe, expect, test } from 'vitest';
import { getAction } from '@/lib/actions/server/get-action';
import { amendAction } from '@/lib/actions/server/amend-action';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { db } from '@/lib/db/client';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { flagEvidence } from '@/lib/investigations/server/annotate';
import { giveControl } from '@/lib/investigations/server/give-control';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { declareService } from '@/lib/services/server/declare-service';
import { makeLoneCast } from '../../support/acting-alone';
import { as, makeAgent } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptDocument, adoptTerms } from '../../support/policy';

await testDatabase();
const cast = await makeLoneCast();
const { admin, agent, approver, ask, begun, commander, executor, grantOf, owner } = cast;
const { propose, proposing } = cast;

const refusal = (slug: string, status = 409) => expect.objectContaining({ slug, status });
const BY_POLICY = { type: 'policy', id: 'pol_default/1', name: 'Policy, version 1' };
const asShipped = () => adoptDocument(SHIPPED_DOCUMENT);

async function redeem(actionId: string) {
  const grant = await grantOf(actionId);
  if (!grant) throw new Error('The action has no grant.');
  return redeemGrant(as(executor), { token: grant.token, digest: grant.digest });
}

describe('an action outside production, inside every limit', () => {
  test('is approved by the policy, on the record and unlike a person’s approval', async () => {
    const { id } = await proposing();
    const action = await propose(id);
    expect(action).toMatchObject({ state: 'approved', decisions: [{ by: BY_POLICY, version: 1 }] });
    expect(action.decisions[0]?.reason).toContain('Acts alone within limits');
    const kinds = (await readStream(id, 0, 200)).map(({ kind, actor }) => `${kind} ${actor.type}`);
    expect(kinds.slice(-3)).toEqual([
      'action.proposed agent',
      'action.decided policy',
      'grant.minted agent',
    ]);
    const leaf = await db().event.findFirstOrThrow({
      where: { stream: id, kind: 'action.decided' },
      select: { leaf: true },
    });
    // The version that decided stands in what is hashed, not only in a label beside it.
    expect(leaf.leaf).toContain('"actor":{"id":"pol_default/1","type":"policy"}');
    const { action: redeemed } = await redeem(action.id);
    expect(redeemed.state).toBe('redeemed');
  });

  test('waits for nobody: a person’s signature comes too late', async () => {
    const { id } = await proposing();
    const action = await propose(id);
    await expect(cast.sign(action)).rejects.toEqual(refusal('already-decided'));
  });

  test('is approved anew as a new version, and the grant of the old one is void', async () => {
    const { id } = await proposing();
    const first = await propose(id);
    const before = await grantOf(first.id);
    const amended = await amendAction(as(agent), {
      actionId: first.id,
      ...cast.sandboxRollback({ title: 'Roll it back further' }),
    });
    expect(amended).toMatchObject({ state: 'approved', version: 2 });
    const stale = { token: before?.token ?? '', digest: before?.digest ?? '' };
    await expect(redeemGrant(as(executor), stale)).rejects.toEqual(refusal('superseded'));
    await redeem(first.id);
  });
});

describe('people are needed', () => {
  const pending = { state: 'pending_approval', decisions: [], grant: null };
  test.each([
    ['in production', {}, { environment: 'production' }, {}],
    [
      'for a target in production, from an incident in staging',
      {},
      {},
      { target: { service: 'checkout', environment: 'production', resource: 'deploy/1' } },
    ],
    ['for what the catalogue does not know', {}, {}, { kind: 'restart' as const }],
    ['for what the agent itself doubts', {}, {}, { reversibility: 'compensable' as const }],
    ['where the claim rests on one source', { sources: ['logs', 'logs'] }, {}, {}],
    ['where nothing contrary was sought', { isContrarySought: false }, {}, {}],
  ] as [string, Parameters<typeof proposing>[0], object, object][])(
    '%s',
    async (_case, rests, incident, more) => {
      const { id } = await proposing(rests, incident);
      expect(await propose(id, more)).toMatchObject(pending);
    },
  );

  test('where what supports the claim was flagged as beside the point', async () => {
    const { id } = await proposing();
    await flagEvidence(as(commander), { id, evidenceId: 'e2', flag: 'red-herring' });
    expect(await propose(id)).toMatchObject(pending);
  });

  test('while another change of the same investigation is under way', async () => {
    const { id } = await proposing();
    expect(await propose(id)).toMatchObject({ state: 'approved' });
    expect(await propose(id, { title: 'Again' })).toMatchObject(pending);
  });

  test('and still sign it, as ever', async () => {
    const { id } = await proposing({ isContrarySought: false });
    const action = await propose(id);
    expect(await cast.sign(action)).toMatchObject({
      state: 'approved',
      decisions: [{ by: { type: 'person', id: approver.id } }],
    });
    await redeem(action.id);
  });
});

describe('at redemption everything is asked again', () => {
  const refused = async (actionId: string) => {
    await expect(redeem(actionId)).rejects.toEqual(refusal('not-eligible'));
    const seen = await getAction(as(commander), { actionId, waitS: 0 });
    return seen.refusals.at(-1)?.detail ?? '';
  };

  test('a policy tightened since refuses it, and loosened again lets it through', async () => {
    const { id } = await proposing();
    const action = await propose(id);
    await adoptTerms({ mode: 'propose' });
    expect(await refused(action.id)).toContain('The policy asks for people.');
    await asShipped();
    await redeem(action.id);
  });

  test('a policy that loosens is not for what began before it', async () => {
    await adoptTerms({ mode: 'propose' });
    const { id } = await proposing();
    await asShipped();
    expect(await propose(id)).toMatchObject({ state: 'pending_approval' });
    const later = await proposing();
    expect(await propose(later.id)).toMatchObject({ state: 'approved' });
  });

  test('a catalogue that knows better since refuses it', async () => {
    const { id } = await proposing();
    const action = await propose(id);
    const sandbox = (trafficShare: number) =>
      declareService(as(admin), {
        name: 'sandbox',
        environments: ['staging'],
        dependsOn: [],
        owners: [],
        trafficShare,
        actionKinds: { rollback: { reversibility: 'reversible' } },
      });
    await sandbox(0.5);
    await refused(action.id);
    await sandbox(0.02);
    await redeem(action.id);
  });

  test('an incident that turned out graver is judged as it is now', async () => {
    await adoptDocument({
      ...SHIPPED_DOCUMENT,
      rules: [
        ...SHIPPED_DOCUMENT.rules,
        { id: 'grave-asks', name: 'x', when: { severities: ['sev1'] }, set: { mode: 'propose' } },
      ],
    });
    const { id, incidentId } = await proposing();
    const action = await propose(id);
    expect(action.state).toBe('approved');
    await changeIncident(as(commander), { id: incidentId, severity: 'sev1' });
    await refused(action.id);
    await asShipped();
  });

  test('a paused investigation and an agent that may not act refuse it', async () => {
    const lone = await makeAgent('Lone', owner.id);
    const { id } = await proposing({}, {}, lone);
    const action = await propose(id, {}, lone);
    await giveControl(as(commander), { id, control: 'pause' });
    expect(await refused(action.id)).toContain('paused');
    await giveControl(as(commander), { id, control: 'resume' });
    await changeStanding(as(admin), { agentId: lone.id, change: 'suspend', reason: 'x' });
    expect(await refused(action.id)).toContain('suspended');
  });
});

describe('a stop point that the policy holds itself', () => {
  test('is released by the policy’s version, on the record and bound to the same evidence', async () => {
    const { id } = await begun();
    const version = (await db().policy.findFirstOrThrow()).version;
    const released = await ask(id, 'evidence');
    expect(released).toMatchObject({
      state: 'released',
      decidedBy: { type: 'policy', id: `pol_default/${version}` },
    });
    const [decided] = (await readStream(id, 0, 200)).slice(-1);
    expect(decided).toMatchObject({
      kind: 'checkpoint.decided',
      payload: { evidenceRoot: released.evidenceRoot, decision: 'release' },
    });
  });

  test.each([
    ['in production', {}, { environment: 'production' }],
    ['of a grave incident', {}, { severity: 'sev1' }],
    ['of a class that nobody stated', {}, { outageClass: 'unknown' }],
  ] as [string, Parameters<typeof begun>[0], object][])(
    'waits for a person %s',
    async (_case, rests, more) => {
      const { id } = await begun(rests, more);
      expect(await ask(id, 'evidence')).toMatchObject({ state: 'waiting', decidedBy: null });
    },
  );

  test.each([
    ['rests on one source', { sources: ['logs', 'logs'] }],
    ['was never doubted', { isContrarySought: false }],
  ] as [string, Parameters<typeof begun>[0]][])(
    'waits for a person where the claim %s',
    async (_case, rests) => {
      const { id } = await begun(rests);
      expect(await ask(id, 'evidence')).toMatchObject({ state: 'released' });
      expect(await ask(id, 'commitment')).toMatchObject({ state: 'waiting' });
    },
  );

  test('is a person’s as soon as the policy says so, whatever held when the run began', async () => {
    const { id } = await begun();
    await adoptTerms({ evidenceHold: 'person' });
    expect(await ask(id, 'evidence')).toMatchObject({ state: 'waiting' });
    await asShipped();
  });
});

test('the log folds to exactly these tables', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
