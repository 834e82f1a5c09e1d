import { describe, expect, test } from 'vitest';
import { projections } from '@/lib/composition';
import { KINDS, upcast } from '@/lib/log/kinds';
import { foldInto, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';

interface Written {
  kind: string;
  v: number;
  payload: Record<string, unknown>;
}

const BUDGETS = { wallClockMs: 7_200_000, toolCalls: 1000, evidenceItems: 5000 };

const CREATED: Written = {
  kind: 'investigation.created',
  v: 1,
  payload: {
    incidentId: 'inc_1',
    agentId: 'agt_1',
    service: 'checkout',
    environment: 'production',
    goal: null,
    mode: 'propose',
    clock: 'live',
    budgets: BUDGETS,
    policy: { id: 'pol_default', version: 1 },
  },
};

const AGENT: Written = {
  kind: 'agent.created',
  v: 1,
  payload: {
    name: 'Seeker',
    kind: 'agent',
    ownerId: 'usr_1',
    purpose: 'Looks at logs.',
    scope: { sources: ['logs'], services: ['*'], environments: ['*'], verbs: ['observe'] },
    parentId: null,
    expiresAt: '2027-02-22T10:00:00.000Z',
  },
};

const REQUESTED: Written = {
  kind: 'checkpoint.requested',
  v: 1,
  payload: {
    checkpoint: 'chk_1',
    incidentId: 'inc_1',
    stage: 'evidence',
    summary: 'Two things stand out.',
    hypothesisId: null,
    evidenceRoot: 'ab',
    evidenceCount: 2,
    expiresAt: '2026-11-22T10:30:00.000Z',
  },
};

/** A document that does not say whom to tell next. */
const { escalateMs: _ms, escalateToAdminsMs: _admins, ...EARLIER_BASE } = SHIPPED_DOCUMENT.base;

/** Passkeys were asked for with each signature, or with none. */
const ALL_OR_NOTHING = {
  base: { ...EARLIER_BASE, stepUpFrom: undefined, stepUp: false },
  rules: [
    {
      id: 'grave',
      name: 'Grave',
      when: { severities: ['sev1'] },
      set: { approvals: 2, stepUp: true },
    },
  ],
};
const FROM_A_RISK_ON = {
  base: { ...SHIPPED_DOCUMENT.base, stepUpFrom: 'never' },
  rules: [expect.objectContaining({ set: { approvals: 2, stepUpFrom: 'low' } })],
};

/** Payloads as earlier versions wrote them, of every version that was ever written. */
const OLDER: (Written & {
  stream: string;
  /** What stood in the stream before. */
  after?: Written[];
  /** A row that it leaves behind, in part. */
  row: object;
})[] = [
  {
    stream: 'pol_older',
    kind: 'policy.adopted',
    v: 1,
    payload: {
      version: 1,
      name: 'As shipped',
      mode: 'propose',
      budgets: BUDGETS,
      requirements: { approvals: 2, roles: ['approver'], separationOfDuties: true, stepUp: false },
      checkpointTtlMs: 1_800_000,
      actionTtlMs: 1_800_000,
      grantTtlMs: 120_000,
    },
    row: {
      version: 1,
      document: expect.objectContaining({ base: expect.objectContaining({ approvals: 2 }) }),
    },
  },
  {
    stream: 'pol_older',
    kind: 'policy.proposed',
    v: 1,
    payload: { version: 2, basedOn: 1, document: ALL_OR_NOTHING, reason: 'Passkeys.' },
    row: { version: 2, state: 'proposed', document: FROM_A_RISK_ON },
  },
  {
    stream: 'pol_older',
    kind: 'policy.adopted',
    v: 2,
    payload: { version: 2, replaces: 1, document: ALL_OR_NOTHING, reason: null },
    row: { version: 2, state: 'adopted', document: FROM_A_RISK_ON },
  },
  { stream: 'inv_older', ...CREATED, row: { service: 'checkout', status: 'running' } },
  {
    stream: 'inv_older',
    ...REQUESTED,
    after: [CREATED],
    row: { id: 'chk_1', state: 'waiting', raised: null },
  },
  {
    stream: 'inv_older',
    kind: 'checkpoint.decided',
    v: 1,
    payload: {
      checkpoint: 'chk_1',
      stage: 'evidence',
      hypothesisId: null,
      decision: 'release',
      evidenceRoot: 'ab',
      reason: null,
      instruction: null,
    },
    after: [CREATED, REQUESTED],
    row: { id: 'chk_1', state: 'released' },
  },
  { stream: 'agt_older', ...AGENT, row: { name: 'Seeker', controlLevel: 'cooperative' } },
  {
    stream: 'agt_older',
    kind: 'agent.key_created',
    v: 1,
    payload: { key: 'key_1' },
    after: [AGENT],
    row: { keys: [expect.objectContaining({ id: 'key_1', expiresAt: null })] },
  },
  {
    stream: 'inc_older',
    kind: 'incident.opened',
    v: 1,
    payload: {
      title: 'Checkout fails',
      summary: null,
      severity: 'sev2',
      service: 'checkout',
      environment: 'production',
      outageClass: null,
      startedAt: '2026-11-22T10:00:00.000Z',
      groupKey: null,
      alerts: [],
    },
    row: { title: 'Checkout fails', clock: 'live' },
  },
];

const stored = (stream: string, seq: number, { kind, v, payload }: Written): StoredEvent => ({
  stream,
  seq,
  id: `evt_${seq}`,
  kind,
  actor: { type: 'person', id: 'usr_1', name: 'Ada' },
  at: '2026-11-22T10:00:00.000Z',
  recordedAt: '2026-11-22T10:00:00.000Z',
  hash: '',
  payload: upcast(kind, v, payload),
});

describe('an event of an older version', () => {
  test.each(OLDER)(
    '$kind, version $v, folds as it meant',
    ({ stream, after = [], row, ...own }) => {
      const tables: Tables = new Map();
      [...after, own].forEach((each, i) => {
        foldInto(tables, projections, stored(stream, i + 1, each));
      });
      const rows = [...tables.values()].flatMap((table) => [...table.values()]);
      expect(rows).toContainEqual(expect.objectContaining(row));
      for (const each of projections) {
        for (const left of tables.get(each.name)?.values() ?? []) each.row.parse(left);
      }
    },
  );

  test('is among these, whichever versions there were', () => {
    const had = Object.entries(KINDS).flatMap(([kind, { v }]) =>
      Array.from({ length: v - 1 }, (_, i) => `${kind} ${i + 1}`),
    );
    expect(OLDER.map(({ kind, v }) => `${kind} ${v}`).toSorted()).toEqual(had.toSorted());
  });
});
