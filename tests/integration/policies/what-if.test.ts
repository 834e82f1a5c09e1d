import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import type { PolicyDocument } from '@/lib/policies/schema';
import { backTestPolicy } from '@/lib/policies/server/back-test';
import { evaluatePolicy } from '@/lib/policies/server/evaluate';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { evaluateInput, type EvaluateInput } from '@/lib/policies/what-if-schema';
import { makeLoneCast } from '../../support/acting-alone';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptDocument, adoptTerms } from '../../support/policy';

await testDatabase();
const cast = await makeLoneCast();
const { admin, agent, ask, begun, commander, proposed, proposing, propose } = cast;

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });
const STAGING = { service: 'sandbox', environment: 'staging', severity: 'sev3' } as const;
const evaluate = (of: Partial<EvaluateInput['case']>, document?: PolicyDocument, by = admin) =>
  evaluatePolicy(as(by), evaluateInput.parse({ case: { ...STAGING, ...of }, document }));
const withRules = (...rules: PolicyDocument['rules']): PolicyDocument => ({
  ...SHIPPED_DOCUMENT,
  rules: [...SHIPPED_DOCUMENT.rules, ...rules],
});

describe('what would happen if', () => {
  test('names the rule that decides each setting, in a sentence', async () => {
    const { settings, matched, policy } = await evaluate({ environment: 'production' });
    expect(policy).toEqual({ id: 'pol_default', version: 1 });
    expect(settings.find(({ setting }) => setting === 'mode')).toMatchObject({
      value: 'Asks every time',
      because: [{ id: 'production', version: 1 }],
      sentence: expect.stringContaining('“Production, and any place not known to be harmless”'),
    });
    expect(matched.map(({ id }) => id)).toEqual(['everything', 'production', 'unclear-cause']);
  });

  test('looks an action up in the catalogue, and says why people would sign it all the same', async () => {
    const known = await evaluate({ action: { kind: 'rollback' } });
    expect(known.terms.mode).toBe('bounded');
    expect(known.action).toMatchObject({
      services: ['sandbox'],
      reversibility: 'reversible',
      trafficPercent: 2,
      risk: 'low',
      whyPeople: [],
    });
    const unknown = await evaluate({ action: { kind: 'restart' } });
    expect(unknown.terms.mode).toBe('propose');
    expect(unknown.action?.whyPeople.length).toBeGreaterThan(0);
  });

  test('takes what is supposed in place of what the catalogue says', async () => {
    const supposed = await evaluate({
      action: { kind: 'restart', reversibility: 'reversible', trafficPercent: 1 },
    });
    expect(supposed).toMatchObject({ terms: { mode: 'bounded' }, action: { risk: 'low' } });
    const wide = await evaluate({ action: { kind: 'rollback', reaches: ['checkout'] } });
    expect(wide.matched.map(({ id }) => id)).toContain('several-services');
    const unstated = await evaluate({ action: { kind: 'rollback', trafficPercent: null } });
    expect(unstated.matched.map(({ id }) => id)).toContain('much-traffic');
  });

  test('asks a draft, whose rules carry no version yet', async () => {
    const draft = withRules({
      id: 'quiet',
      name: 'Quiet hours',
      when: { services: { oneOf: ['sandbox'] } },
      set: { mode: 'observe' },
    });
    const { terms, policy, settings } = await evaluate({}, draft);
    expect({ mode: terms.mode, policy }).toEqual({ mode: 'observe', policy: null });
    expect(settings[0]?.because).toEqual([{ version: null, id: 'quiet', name: 'Quiet hours' }]);
  });

  test('is refused for a service that is not theirs to know, and for a draft that is not sound', async () => {
    const local = await makePerson('Lola', role('observer', 'payments'));
    await expect(evaluate({}, undefined, local)).rejects.toEqual(refusal('not-found', 404));
    const unsound = withRules({ id: 'production', name: 'x', when: {}, set: {} });
    await expect(evaluate({}, unsound)).rejects.toEqual(refusal('invalid', 400));
  });
});

describe('an investigation', () => {
  test('is shown the terms that it stands under, and which rule gives each', async () => {
    const { id } = await begun({}, { environment: 'production' });
    const state = await getState(as(agent), { id });
    expect(state).toMatchObject({ mode: 'propose', policy: { version: 1 } });
    expect(state.terms).toMatchObject({
      terms: { mode: 'propose', checkpoints: { evidence: 'person' } },
      policy: { version: 1 },
      pinned: { version: 1 },
    });
    expect(state.budgets.repeatedQueries).toBe(25);
  });

  test('stays on the version that it began with, unless policy is tightened', async () => {
    const { id } = await begun();
    const loose = await adoptTerms({ toolCalls: 50_000, evidenceItems: 10 });
    const state = await getState(as(agent), { id });
    expect(state.policy.version).toBe(1);
    expect(state.terms?.policy.version).toBe(loose);
    expect(state.budgets).toMatchObject({ toolCalls: 20_000, evidenceItems: 10 });
    const because = state.terms?.settings.find(({ setting }) => setting === 'evidenceItems');
    expect(because?.because).toEqual([{ version: loose, id: 'everything', name: 'Everything' }]);
    await adoptDocument(SHIPPED_DOCUMENT);
  });

  test('may be let continue by the incident’s commander alone, where policy says so', async () => {
    await adoptTerms({ releaser: 'assigned-commander', evidenceHold: 'person' });
    const { id, incidentId } = await begun();
    const held = await ask(id, 'evidence');
    const release = () => decideCheckpoint(as(commander), { id: held.id, decision: 'release' });
    await expect(release()).rejects.toEqual(refusal('not-in-command', 403));
    await changeIncident(as(commander), { id: incidentId, commanderId: commander.id });
    expect(await release()).toMatchObject({ state: 'released' });
    await adoptDocument(SHIPPED_DOCUMENT);
  });
});

describe('a back-test over the last 90 days', () => {
  const backTest = (document: PolicyDocument, limit = 50, by = admin) =>
    backTestPolicy(as(by), { document, limit });

  test('finds nothing where the draft changes nothing', async () => {
    const { totals, items, nextCursor } = await backTest({
      base: SHIPPED_DOCUMENT.base,
      rules: SHIPPED_DOCUMENT.rules.toReversed(),
    });
    expect(totals?.investigations).toBeGreaterThan(0);
    expect(totals?.changed).toBe(0);
    expect({ items, nextCursor }).toEqual({ items: [], nextCursor: null });
  });

  test('counts what would have been otherwise, and lists it with the reason', async () => {
    const run = await proposing();
    const action = await propose(run.id);
    const draft = withRules({
      id: 'sandbox',
      name: 'The sandbox is ours',
      when: { services: { oneOf: ['sandbox'] } },
      set: { mode: 'propose', commitmentHold: 'person', approvals: 3 },
    });
    const { totals, items } = await backTest(draft);
    const mine = items.find(({ investigationId }) => investigationId === run.id);
    expect(mine).toMatchObject({
      incidentId: run.incidentId,
      mode: {
        before: 'bounded',
        after: 'propose',
        isTighter: true,
        because: 'because of the rule “The sandbox is ours”',
      },
      stopPoints: [{ stage: 'commitment', count: 1, before: 'policy', after: 'person' }],
      actions: [
        {
          id: action.id,
          mode: { before: 'bounded', after: 'propose' },
          approvals: { before: 1, after: 3 },
        },
      ],
      isReclassified: false,
    });
    expect(totals).toMatchObject({ mode: { looser: 0 }, approvals: { looser: 0 } });
    expect(totals?.approvals.tighter).toBe(
      2 * items.flatMap(({ actions }) => actions.filter(({ approvals }) => approvals)).length,
    );
  });

  test('tells looser from tighter, by the rule that is gone', async () => {
    const { id } = await proposed();
    const draft = {
      ...SHIPPED_DOCUMENT,
      rules: SHIPPED_DOCUMENT.rules.filter((rule) => rule.id !== 'production'),
    };
    const { totals, items } = await backTest(draft);
    expect(totals?.mode.tighter).toBe(0);
    expect(totals?.mode.looser).toBeGreaterThan(0);
    const changed = items.flatMap(({ actions }) => actions).find((each) => each.id === id);
    // Unknown traffic: the action would still wait for people, by another rule.
    expect(changed).toBeUndefined();
    expect(items[0]?.mode).toMatchObject({ isTighter: false });
  });

  test('says where it judges by a class that the incident was given later', async () => {
    const { id, incidentId } = await begun();
    await changeIncident(as(commander), { id: incidentId, outageClass: 'data' });
    const draft = withRules({
      id: 'data',
      name: 'Data',
      when: { outageClasses: ['data'] },
      set: { mode: 'observe' },
    });
    const { items } = await backTest(draft);
    expect(items.map((item) => [item.investigationId, item.isReclassified])).toEqual([[id, true]]);
  });

  test('leaves recordings out, and goes through the rest page by page', async () => {
    const incident = await cast.incident({ clock: 'imported' });
    const recorded = await createInvestigation(as(agent), {
      incidentId: incident.id,
      clock: 'imported',
    });
    const draft = withRules({
      id: 'all',
      name: 'All',
      when: { services: { noneOf: ['no such service'] } },
      set: { mode: 'observe' },
    });
    const seen: string[] = [];
    const first = await backTest(draft, 2);
    let page = first;
    for (;;) {
      seen.push(...page.items.map(({ investigationId }) => investigationId));
      if (page.nextCursor === null) break;
      const cursor = JSON.parse(Buffer.from(page.nextCursor, 'base64url').toString()) as [
        string,
        string,
      ];
      page = await backTestPolicy(as(admin), { document: draft, limit: 2, cursor });
      expect(page.totals).toBeNull();
    }
    const live = await db().investigation.findMany({
      where: { clock: 'live' },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: { id: true },
    });
    expect(seen).toEqual(live.map(({ id }) => id));
    expect(seen).not.toContain(recorded.id);
    expect(first.totals).toMatchObject({ investigations: live.length, changed: live.length });
  });

  test('looks at what its reader may know of, and at nothing else', async () => {
    const local = await makePerson('Piet', role('observer', 'payments'));
    const { totals } = await backTest(SHIPPED_DOCUMENT, 50, local);
    expect(totals?.investigations).toBe(0);
  });

  test('records nothing', async () => {
    const before = await db().event.count();
    await backTest(SHIPPED_DOCUMENT);
    await evaluate({});
    expect(await db().event.count()).toBe(before);
  });
});
