import { expect, test } from 'vitest';
import { anyDecisionView, decisionView } from '@/lib/actions/decision-view';
import type { ActionOut } from '@/lib/actions/output';
import { amendAction } from '@/lib/actions/server/amend-action';
import { decideAction } from '@/lib/actions/server/decide-action';
import { getAction } from '@/lib/actions/server/get-action';
import { readView } from '@/lib/actions/server/read-view';
import { verifyViews } from '@/lib/actions/server/verify-views';
import { db } from '@/lib/db/client';
import { agentEvent } from '@/lib/investigations/schema';
import { newId } from '@/lib/ids';
import { flagEvidence } from '@/lib/investigations/server/annotate';
import { postEvents } from '@/lib/investigations/server/post-events';
import { digestOf } from '@/lib/log/canonical';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { as, asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, commander, proposed } = await makeCast();
const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });

/** As a browser has it: what came over the wire. */
const seen = async (id: string, by = approver): Promise<ActionOut> =>
  JSON.parse(JSON.stringify(await getAction(as(by), { actionId: id, waitS: 0 }))) as ActionOut;

const decideOn = (
  action: ActionOut,
  decision: 'approve' | 'reject',
  viewDigest: string,
  by = approver,
) =>
  decideAction(as(by), {
    actionId: action.id,
    decision,
    version: action.version,
    digest: action.digest,
    viewDigest,
    ...(decision === 'reject' ? { reason: 'No.' } : {}),
  });

const viewsOf = (actionId: string) => db().decisionView.count({ where: { actionId } });

test('what was shown is kept with the signature, under its digest, and can be read again', async () => {
  const { id } = await proposed(
    rollback({ parameters: { b: 1, a: null }, dryRun: '\u001b[31mwould roll back\u202e' }),
  );
  const shown = await seen(id);
  const view = decisionView(shown);
  const viewDigest = digestOf(view);
  const decided = await decideOn(shown, 'approve', viewDigest);
  expect(decided.decisions).toMatchObject([{ viewDigest, view: 'decision/1' }]);
  const text = await readView(as(agent), { actionId: id, viewDigest });
  expect(anyDecisionView.parse(JSON.parse(text))).toEqual(view);
  expect(view.evidence.for[0]?.digest).toBe(shown.evidenceDigests.e1);
  expect(await compareWithLog(db())).toEqual([]);
  expect(await verifyViews(db())).toEqual([]);
});

test('without a view digest a decision counts, and keeps none', async () => {
  const action = await proposed();
  const { id, version, digest } = action;
  const decided = await decideAction(as(approver), {
    actionId: id,
    decision: 'approve',
    version,
    digest,
  });
  expect(decided).toMatchObject({
    state: 'approved',
    decisions: [{ viewDigest: null, view: null }],
  });
  expect(await viewsOf(id)).toBe(0);
});

test.each([
  [
    'evidence against it is linked',
    (id: string) =>
      postEvents(as(agent), {
        id,
        events: [
          agentEvent.parse({
            id: 'again',
            kind: 'hypothesis.linked',
            at: '2026-03-01T12:00:00.000Z',
            hypothesisId: 'h1',
            evidenceId: 'e1',
            relation: 'contradicts',
          }),
        ],
      }),
  ],
  [
    'a rival cause is raised',
    (id: string) =>
      postEvents(as(agent), {
        id,
        events: [
          agentEvent.parse({
            id: 'rival',
            kind: 'hypothesis.proposed',
            at: '2026-03-01T12:00:00.000Z',
            hypothesis: { id: 'h2', statement: 'It is the network.', confidence: 0.3 },
          }),
        ],
      }),
  ],
  [
    'a person marks evidence as key',
    (id: string) =>
      flagEvidence(as(commander), { id, evidenceId: 'e2', flag: 'key', reason: 'Look.' }),
  ],
])(
  'once %s an approval of the page before is refused, and one of the page after is not',
  async (_when, change) => {
    const { id } = await proposed();
    const before = await seen(id);
    await change(before.investigationId);
    await expect(decideOn(before, 'approve', digestOf(decisionView(before)))).rejects.toEqual(
      refusal('view-changed', 409),
    );
    expect(await viewsOf(id)).toBe(0);
    const after = await seen(id);
    expect(await decideOn(after, 'approve', digestOf(decisionView(after)))).toMatchObject({
      state: 'approved',
    });
  },
);

test('a rejection is never held up by what changed meanwhile, and claims to have kept nothing', async () => {
  const { id } = await proposed();
  const shown = await seen(id);
  const decided = await decideOn(shown, 'reject', 'a'.repeat(64));
  expect(decided).toMatchObject({
    state: 'rejected',
    decisions: [{ viewDigest: 'a'.repeat(64), view: null }],
  });
  expect(await viewsOf(id)).toBe(0);
});

test('a view is for those who may see its action, and of no other action', async () => {
  const { id } = await proposed();
  const shown = await seen(id);
  const viewDigest = digestOf(decisionView(shown));
  await decideOn(shown, 'approve', viewDigest);
  const stranger = await makePerson('Sten', [{ role: 'approver', service: 'elsewhere' }]);
  const hidden = refusal('not-found', 404);
  await expect(readView(as(stranger), { actionId: id, viewDigest })).rejects.toEqual(hidden);
  const other = await proposed();
  await expect(readView(as(approver), { actionId: other.id, viewDigest })).rejects.toEqual(hidden);
});

test('a kept view can be erased and not changed, and an erased one says so', async () => {
  const { id } = await proposed();
  const shown = await seen(id);
  const viewDigest = digestOf(decisionView(shown));
  await decideOn(shown, 'approve', viewDigest);
  const where = { digest: viewDigest };
  await expect(db().decisionView.update({ where, data: { text: '{}' } })).rejects.toThrow();
  await expect(db().decisionView.update({ where, data: { actionId: 'act_x' } })).rejects.toThrow();
  await expect(db().decisionView.delete({ where })).rejects.toThrow();
  await db().decisionView.update({ where, data: { text: null } });
  await expect(readView(as(approver), { actionId: id, viewDigest })).rejects.toEqual(
    refusal('preimage-erased', 410),
  );
  expect(await verifyViews(db()), 'nobody says that they erased it').toEqual([
    expect.stringContaining(viewDigest),
  ]);
});

test('two people who saw the same page share what is kept; a second version has its own', async () => {
  const second = await makePerson('Bea', role('approver'));
  const { id } = await proposed();
  const shown = await seen(id);
  await decideOn(shown, 'approve', digestOf(decisionView(shown)));
  await amendAction(as(agent), { actionId: id, ...rollback({ title: 'Again' }) });
  const amended = await seen(id, second);
  const view = decisionView(amended);
  expect(view.decisions).toMatchObject([{ version: 1, by: { name: 'Abel' } }]);
  await decideOn(amended, 'approve', digestOf(view), second);
  expect(await viewsOf(id)).toBe(2);
});

test('a kept text that was swapped, and a decision whose view is gone, are found', async () => {
  const { id, investigationId } = await proposed();
  const at = new Date();
  const swapped = { digest: 'b'.repeat(64), actionId: id, version: 1, view: 'decision/1' };
  await db().decisionView.create({ data: { ...swapped, text: '{}', at } });
  await write(asSystem(), async (tx) => {
    const payload = {
      action: id,
      version: 1,
      digest: 'd'.repeat(64),
      decisionId: newId('dec'),
      decision: 'approve',
      state: 'pending_approval',
      reason: null,
      viewDigest: 'c'.repeat(64),
      view: 'decision/1',
    };
    await tx.append(investigationId, [{ kind: 'action.decided', payload }]);
  });
  const faults = await verifyViews(db());
  expect(faults).toContain(`decision_view ${'b'.repeat(64)}: the text does not hash to it`);
  expect(faults).toContainEqual(expect.stringContaining(`${investigationId} `));
});
