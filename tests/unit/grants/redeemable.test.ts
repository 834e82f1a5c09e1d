import { describe, expect, test } from 'vitest';
import type { ActionRow, Decision } from '@/lib/actions/schema';
import {
  demandExecuting,
  demandRedeemable,
  type RedemptionFacts,
  unmetExpectations,
} from '@/lib/grants/rules';
import type { ExecutionRow, GrantRow } from '@/lib/grants/schema';
import type { PersonRow } from '@/lib/people/schema';
import type { Requirements } from '@/lib/policies/schema';

const now = new Date('2026-03-01T12:00:00.000Z');
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const soon = '2026-03-01T12:01:00.000Z';
const DIGEST = 'd'.repeat(64);

const ann: PersonRow = {
  id: 'ann',
  email: 'ann@tests.local',
  name: 'Ann',
  status: 'active',
  roles: [{ role: 'approver', service: 'checkout', since: LONG_AGO }],
  wasAdmin: false,
  createdAt: LONG_AGO,
};

const signed: Decision = {
  id: 'dec_1',
  version: 1,
  decision: 'approve',
  by: { type: 'person', id: 'ann', name: 'Ann' },
  reason: null,
  viewDigest: null,
  brokeGlass: null,
  signature: null,
  view: null,
  at: now.toISOString(),
  seq: 1,
};

const NEEDS: Requirements = {
  approvals: 1,
  roles: ['approver'],
  separationOfDuties: true,
  stepUp: false,
};

const grant = (more: Partial<GrantRow> = {}): GrantRow => ({
  id: 'grt_1',
  actionId: 'act_1',
  investigationId: 'inv_1',
  version: 1,
  digest: DIGEST,
  executorId: 'agt_x',
  state: 'minted',
  jti: 'grt_1',
  keyId: 'k',
  issuedAt: now.toISOString(),
  expiresAt: soon,
  redeemedAt: null,
  executionId: null,
  ...more,
});

const action = (more: Partial<ActionRow> = {}): ActionRow =>
  ({
    id: 'act_1',
    service: 'checkout',
    environment: 'production',
    version: 1,
    digest: DIGEST,
    state: 'approved',
    proposedAt: now.toISOString(),
    decisions: [signed],
    contents: { requirements: NEEDS },
    ...more,
  }) as unknown as ActionRow;

const facts = (more: Partial<RedemptionFacts> = {}): RedemptionFacts => ({
  grant: grant(),
  action: action(),
  approvers: [ann],
  ownerIds: ['otto'],
  steeredBy: [],
  discredited: new Set(),
  proposerFault: undefined,
  isInvestigationStopped: false,
  policy: NEEDS,
  peopleNeeded: undefined,
  now,
  ...more,
});

const bySignature: Partial<RedemptionFacts> = {
  action: action({
    decisions: [
      {
        ...signed,
        signature: {
          passkey: 'pky_1',
          credentialId: 'AA',
          publicKey: 'AA',
          algorithm: -7,
          authenticatorData: 'AA',
          clientDataJSON: 'AA',
          signature: 'AA',
          nonce: 'AA',
          rpId: 'localhost',
          origin: 'http://localhost:3000',
        },
      },
    ],
  }),
};

const policy = (more: Partial<Requirements>) => ({ policy: { ...NEEDS, ...more } });

describe('a redemption', () => {
  test('of what the policy approved needs no signer while the policy would still approve it', () => {
    expect(() => demandRedeemable(facts({ peopleNeeded: [], approvers: [] }))).not.toThrow();
  });

  test('of a grant on which everything still holds is allowed', () => {
    expect(() => demandRedeemable(facts())).not.toThrow();
    expect(() => demandRedeemable(facts(policy({ separationOfDuties: false })))).not.toThrow();
  });

  test.each<[string, string, Partial<RedemptionFacts>]>([
    ['already-redeemed', 'that was redeemed', { grant: grant({ state: 'redeemed' }) }],
    ['revoked', 'that was revoked', { grant: grant({ state: 'revoked' }) }],
    ['expired', 'that was swept', { grant: grant({ state: 'expired' }) }],
    ['expired', 'whose time is over', { grant: grant({ expiresAt: now.toISOString() }) }],
    ['superseded', 'of an earlier version', { action: action({ version: 2 }) }],
    ['superseded', 'of another digest', { action: action({ digest: 'e'.repeat(64) }) }],
    ['revoked', 'of an action not approved any more', { action: action({ state: 'revoked' }) }],
    ['not-eligible', 'of an agent that may not act', { proposerFault: 'Revoked.' }],
    ['not-eligible', 'of a stopped investigation', { isInvestigationStopped: true }],
    ['not-eligible', 'whose signer is gone', { approvers: [] }],
    ['not-eligible', 'whose signer is disabled', { approvers: [{ ...ann, status: 'disabled' }] }],
    [
      'not-eligible',
      'whose signer approves elsewhere now',
      {
        approvers: [
          { ...ann, roles: [{ role: 'approver', service: 'payments', since: LONG_AGO }] },
        ],
      },
    ],
    [
      'not-eligible',
      'whose signer approves in another environment now',
      {
        approvers: [
          {
            ...ann,
            roles: [
              { role: 'approver', service: '*', environments: ['staging'], since: LONG_AGO },
              // Had back a moment ago, which does not bring back what was signed.
              {
                role: 'approver',
                service: 'checkout',
                environments: ['production'],
                since: now.toISOString(),
              },
            ],
          },
        ],
      },
    ],
    ['not-eligible', 'whose signer owns the agent', { ownerIds: ['ann'] }],
    ['not-eligible', 'whose signer has steered since', { steeredBy: ['ann'] }],
    ['not-eligible', 'that now needs two', policy({ approvals: 2 })],
    ['not-eligible', 'that now needs another role', policy({ roles: ['admin'] })],
    [
      'not-eligible',
      'that now needs a commander besides',
      policy({ approvals: 2, roles: ['approver', 'commander'] }),
    ],
    ['not-eligible', 'that now needs a passkey', policy({ stepUp: true })],
    [
      'not-eligible',
      'whose passkey was given up for lost',
      { ...policy({ stepUp: true }), ...bySignature, discredited: new Set(['pky_1']) },
    ],
    ['not-eligible', 'of the policy’s, that people must sign now', { peopleNeeded: ['Because.'] }],
  ])('is refused as %s for one %s', (slug, _case, more) => {
    expect(() => demandRedeemable(facts(more))).toThrow(expect.objectContaining({ slug }));
  });

  test('that now needs a passkey goes through where the approval carries one', () => {
    const asked = { ...policy({ stepUp: true }), ...bySignature };
    expect(() => demandRedeemable(facts(asked))).not.toThrow();
  });

  test('that needs a commander besides goes through with one, while both still count', () => {
    const asked = policy({ approvals: 2, roles: ['approver', 'commander'] });
    const carl: PersonRow = {
      ...ann,
      id: 'carl',
      roles: [
        { role: 'commander', service: 'checkout', environments: ['production'], since: LONG_AGO },
      ],
    };
    const byCarl = {
      ...signed,
      id: 'dec_2',
      by: { type: 'person', id: 'carl', name: 'Carl' },
    } as const;
    const both = (approvers: PersonRow[]) =>
      facts({ ...asked, approvers, action: action({ decisions: [byCarl, signed] }) });
    expect(() => demandRedeemable(both([ann, carl]))).not.toThrow();
    const elsewhere: PersonRow = {
      ...carl,
      roles: [{ role: 'commander', service: 'checkout', environments: ['test'], since: LONG_AGO }],
    };
    const admin: PersonRow = {
      ...carl,
      roles: [{ role: 'admin', service: '*', since: LONG_AGO }],
    };
    for (const other of [elsewhere, admin]) {
      expect(() => demandRedeemable(both([ann, other]))).toThrow('1 of 2 approvals count now');
    }
  });

  test('a broken glass takes approvers, however many commanders broke it too', () => {
    const asked = policy({ approvals: 3, roles: ['approver', 'commander'] });
    const broke = (id: string) =>
      ({
        ...signed,
        id: `dec_${id}`,
        by: { type: 'person', id, name: id },
        brokeGlass: 2,
      }) as const;
    const bob = { ...ann, id: 'bob' };
    const carl: PersonRow = {
      ...ann,
      id: 'carl',
      roles: [{ role: 'commander', service: '*', since: LONG_AGO }],
    };
    const broken = (approvers: PersonRow[]) =>
      facts({
        ...asked,
        approvers,
        action: action({ decisions: approvers.map(({ id }) => broke(id)) }),
      });
    expect(() => demandRedeemable(broken([ann, bob]))).not.toThrow();
    expect(() => demandRedeemable(broken([ann, carl]))).toThrow('approvals count now');
  });

  test('puts on record what people should see, and no more', () => {
    const recorded = (more: Partial<RedemptionFacts>): unknown => {
      try {
        demandRedeemable(facts(more));
      } catch (error) {
        return Reflect.get(Object(error), 'isOnRecord');
      }
      return undefined;
    };
    expect(recorded({ approvers: [] })).toBe(true);
    expect(recorded({ grant: grant({ state: 'redeemed' }) })).toBe(false);
  });
});

test.each<
  [Parameters<typeof unmetExpectations>[0], Parameters<typeof unmetExpectations>[1], string[]]
>([
  [undefined, undefined, []],
  [{}, undefined, []],
  [{ a: 1 }, undefined, ['a']],
  [{ a: 1 }, { a: 1, b: 2 }, []],
  [{ a: 1 }, { a: '1' }, ['a']],
  [{ a: null }, {}, ['a']],
  [{ a: null }, { a: null }, []],
  [{ b: true, a: 'x' }, { b: false, a: 'y' }, ['a', 'b']],
  [{ toString: 'x' }, {}, ['toString']],
])(
  'of what is expected as %j, what is observed as %j leaves unmet %j',
  (expects, observed, keys) => {
    expect(unmetExpectations(expects, observed)).toEqual(keys);
  },
);

test.each<[ExecutionRow['state'], string, string | undefined]>([
  ['executing', soon, undefined],
  ['executing', now.toISOString(), 'lease-lost'],
  ['indeterminate', soon, 'lease-lost'],
  ['succeeded', soon, 'already-finished'],
  ['failed', now.toISOString(), 'already-finished'],
])('news of an execution that is %s with a lease until %s: %s', (state, leaseExpiresAt, slug) => {
  const execution = { state, leaseExpiresAt } as ExecutionRow;
  const tell = () => demandExecuting(execution, now);
  if (slug) expect(tell).toThrow(expect.objectContaining({ slug }));
  else expect(tell).not.toThrow();
});
