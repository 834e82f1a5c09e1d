import { describe, expect, test } from 'vitest';
import { projections } from '@/lib/composition';
import { KINDS, upcast } from '@/lib/log/kinds';
import { foldInto, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

/** Payloads as earlier versions wrote them, of every version that was ever written. */
const OLDER: { kind: string; v: number; payload: Record<string, unknown>; row: object }[] = [
  {
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

const stored = (kind: string, payload: Record<string, unknown>): StoredEvent => ({
  stream: `${kind.slice(0, 3)}_older`,
  seq: 1,
  id: 'evt_older',
  kind,
  actor: { type: 'person', id: 'usr_1', name: 'Ada' },
  at: '2026-11-22T10:00:00.000Z',
  recordedAt: '2026-11-22T10:00:00.000Z',
  hash: '',
  payload,
});

describe('an event of an older version', () => {
  test.each(OLDER)('$kind, version $v, folds as it meant', ({ kind, v, payload, row }) => {
    const tables: Tables = new Map();
    for (const each of projections)
      foldInto(tables, [each], stored(kind, upcast(kind, v, payload)));
    const rows = [...tables.values()].flatMap((table) => [...table.values()]);
    expect(rows).toEqual([expect.objectContaining(row)]);
  });

  test('is among these, whichever versions there were', () => {
    const had = Object.entries(KINDS).flatMap(([kind, { v }]) =>
      Array.from({ length: v - 1 }, (_, i) => `${kind} ${i + 1}`),
    );
    expect(OLDER.map(({ kind, v }) => `${kind} ${v}`).toSorted()).toEqual(had.toSorted());
  });
});
