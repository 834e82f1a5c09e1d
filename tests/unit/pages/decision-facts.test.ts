import { describe, expect, test } from 'vitest';
import { blastRows, sayReversibility } from '@/lib/actions/blast-rows';
import { digestInBrowser, pickContents } from '@/components/action/pick-contents';
import { versionChanges } from '@/components/action/version-changes';
import {
  askingVersions,
  sayRoles,
  saySignatures,
  tightenedSince,
} from '@/components/approval/policy-words';
import { decisionView } from '@/lib/actions/decision-view';
import { whatWouldChange } from '@/lib/actions/what-would-change';
import { digestOf } from '@/lib/log/canonical';
import { action, contents, decision } from './samples';

const catalogue = contents().catalogue;
const agreementOf = (label: string, more: Parameters<typeof contents>[0]) =>
  blastRows(contents(more)).find((row) => row.label === label)?.agreement;

describe('the claim beside the catalogue', () => {
  test.each([
    [['checkout', 'storefront'], 'agrees'],
    [['checkout'], 'differs'],
    [[], 'differs'],
    [['checkout', 'storefront', 'search'], 'wider'],
  ])('services %j: %s', (services, agreement) => {
    const blastRadius = { services, dataLoss: 'none' as const };
    expect(agreementOf('Services reached', { blastRadius })).toBe(agreement);
  });

  test.each([
    [40, 40, 'agrees'],
    [5, 40, 'differs'],
    [90, 40, 'wider'],
    [undefined, 40, 'unclaimed'],
    [5, null, 'claimed'],
  ])('traffic %s against %s: %s', (trafficPercent, known, agreement) => {
    const blastRadius = {
      services: ['checkout'],
      dataLoss: 'none' as const,
      ...(trafficPercent === undefined ? {} : { trafficPercent }),
    };
    const facts = { ...catalogue, trafficPercent: known };
    expect(agreementOf('Share of traffic', { blastRadius, catalogue: facts })).toBe(agreement);
  });

  test('reversibility is told as the catalogue’s word, or as the agent’s where it has none', () => {
    expect(sayReversibility(contents()).word).toBe('Reversible (catalogue)');
    const unknown = contents({ catalogue: { ...catalogue, reversibility: 'unknown' } });
    expect(sayReversibility(unknown)).toEqual({
      value: 'unknown',
      word: 'Agent claims reversible',
    });
    expect(agreementOf('Undoing it', { catalogue: unknown.catalogue })).toBe('claimed');
    expect(agreementOf('Undoing it', { reversibility: 'irreversible' })).toBe('differs');
  });
});

describe('the digest in the browser', () => {
  test('it is the server’s, over the fields picked out of what the API shows', async () => {
    const bound = contents({ verification: 'Compare error rates.', parameters: { b: 1, a: 'x' } });
    const { verification, rollbackOf: _none, ...rest } = bound;
    const shown = action({ ...rest, verificationPlan: verification ?? null });
    const reported = { ...shown, verification: { status: 'recovered', by: decision().by, at: '' } };
    expect(pickContents(reported as typeof shown)).toEqual(bound);
    expect(await digestInBrowser(pickContents(shown))).toBe(digestOf(bound));
  });

  test('what is on view has one digest, whatever the order of keys, and another when it differs', async () => {
    const one = await digestInBrowser(decisionView(action()));
    const parts = Object.entries(action()).toReversed();
    expect(await digestInBrowser(decisionView(Object.fromEntries(parts) as never))).toBe(one);
    expect(await digestInBrowser(decisionView(action({ dryRun: 'would do nothing' })))).not.toBe(
      one,
    );
  });
});

describe('what would change it', () => {
  const rival = (id: string, confidence: number | null, status = 'open' as const) => ({
    id,
    statement: `cause ${id}`,
    status,
    confidence,
  });

  test('standing rivals come strongest first, the rest are counted, refuted ones are left out', () => {
    const rivals = [
      rival('h1', 0.9),
      rival('h2', 0.1),
      rival('h3', null),
      rival('h4', 0.3),
      rival('h5', 0.2),
      { ...rival('h6', 0.9), status: 'refuted' as const },
    ];
    const said = whatWouldChange(action({ rivals }));
    expect(said.map(({ quote }) => quote)).toEqual(['cause h4', 'cause h5', 'cause h2', undefined]);
    expect(said.at(-1)?.lead).toContain('1 more');
  });

  test('a refuted cause comes first, and what the executor expects is told', () => {
    const { hypothesis } = action();
    const said = whatWouldChange(
      action({
        hypothesis: hypothesis && { ...hypothesis, status: 'refuted' },
        expects: { 'checkout.release': 'r42', replicas: 2 },
      }),
    );
    expect(said.map(({ quote, lead }) => quote ?? lead)).toEqual([
      'The cause this rests on has been refuted since it was proposed.',
      'checkout.release = "r42"',
      'replicas = 2',
    ]);
  });
});

describe('policy and versions in words', () => {
  const { requirements } = contents();

  test('the policy’s demand is one sentence', () => {
    expect(sayRoles(requirements)).toBe(
      'One signature by an approver, not by whoever owns the agent.',
    );
    expect(
      sayRoles({ ...requirements, approvals: 2, separationOfDuties: true, stepUp: true }),
    ).toMatch(
      /^2 signatures, each by an approver, not by .* steered the investigation, with a passkey\.$/,
    );
  });

  test('a co-signer is asked for by role, and so is whoever is still missing', () => {
    const both = { ...requirements, approvals: 3, roles: ['approver', 'commander'] };
    expect(sayRoles(both)).toBe(
      '3 signatures, by 2 approvers and a commander, not by whoever owns the agent.',
    );
    const after = (...decisions: ReturnType<typeof decision>[]) =>
      saySignatures({ ...action({ asked: null, requirements: both, decisions }), isPending: true });
    const by = (id: string, ...signedAs: string[]) =>
      decision({ by: { type: 'person', id, name: id }, signedAs });
    expect(after()).toBe('3 more signatures, by 2 approvers and a commander');
    expect(after(by('usr_1', 'approver'))).toBe(
      '2 more signatures, by an approver and a commander',
    );
    expect(after(by('usr_1', 'commander'))).toBe('2 more signatures, by approvers');
    expect(after(by('usr_1', 'approver'), by('usr_2', 'approver', 'commander'))).toBe(
      '1 more signature, by a commander',
    );
    expect(after(by('usr_1', 'approver'), by('usr_2', 'commander'))).toBe(
      '1 more signature, by an approver',
    );
  });

  test('signatures on earlier versions do not count', () => {
    const old = action({ version: 2, decisions: [decision({ version: 1 })] });
    expect(saySignatures({ ...old, isPending: true })).toBe('1 more signature, by an approver');
  });

  test('what policy asks for by now is what is still needed, and why is told', () => {
    const sentence = 'Policy version 5 now asks for two signatures, as for everything.';
    const rules = [{ version: 5, id: 'everything', name: 'Everything' }];
    const tightened = action({
      asked: {
        requirements: { ...requirements, approvals: 2 },
        because: [{ setting: 'approvals', sentence, rules, isTightened: true }],
      },
    });
    expect(saySignatures({ ...tightened, isPending: true })).toBe(
      '2 more signatures, by approvers',
    );
    expect(saySignatures({ ...tightened, isPending: true, decisions: [decision()] })).toBe(
      '1 more signature, by an approver',
    );
    expect(tightenedSince(tightened)).toEqual([sentence]);
    expect(askingVersions(tightened)).toEqual([5, 1]);
    expect(tightenedSince(action())).toEqual([]);
    // Enough signed once, and one of them does not count any more.
    expect(saySignatures({ ...action({ decisions: [decision()] }), isPending: true })).toBe(
      '1 more signature, by an approver',
    );
  });

  test('two versions differ in the fields that changed and in no others', () => {
    const before = contents();
    const after = contents({
      version: 2,
      command: { argv: ['deploy', 'rollback', 'checkout', '--to', 'r40'] },
      rationale: 'r41 has the same fault.',
    });
    const changes = versionChanges(before, after);
    expect(changes.map(({ field }) => field)).toEqual(['command', 'rationale']);
    expect(changes[0]?.unified).toContain('-r41\n+r40');
    expect(versionChanges(before, { ...before, version: 2 })).toEqual([]);
  });

  test('the order of an object’s keys is no change', () => {
    const before = contents({ parameters: { a: 1, b: { c: 2, d: 3 } } });
    const after = contents({ parameters: { b: { d: 3, c: 2 }, a: 1 } });
    expect(versionChanges(before, after)).toEqual([]);
  });
});
