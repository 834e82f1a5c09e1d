import { expect, test } from 'vitest';
import { agentProjection } from '@/lib/agents/fold';
import { upcast } from '@/lib/log/kinds';
import type { StoredEvent } from '@/lib/log/schema';

/** As the first version wrote them; they stand in logs and are never edited. */
const CREATED_V1 = {
  name: 'Scout',
  kind: 'agent',
  ownerId: 'usr_1',
  purpose: 'Looks around.',
  scope: { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['observe'] },
  parentId: null,
  expiresAt: '2026-06-01T00:00:00.000Z',
};
const KEY_CREATED_V1 = { key: 'key_1' };

const stored = (seq: number, kind: string, v: number, payload: object): StoredEvent => ({
  stream: 'agt_1',
  seq,
  id: `e${seq}`,
  kind,
  actor: { type: 'person', id: 'usr_1', name: 'Ada' },
  at: '2026-03-01T12:00:00.000Z',
  recordedAt: '2026-03-01T12:00:00.000Z',
  hash: '',
  payload: upcast(kind, v, { ...payload }),
});

test('agents and keys of the first version fold to whole rows', () => {
  const events = [
    stored(1, 'agent.created', 1, CREATED_V1),
    stored(2, 'agent.key_created', 1, KEY_CREATED_V1),
  ];
  const row = events.reduce(
    (before: object | undefined, event) =>
      agentProjection.fold(before as never, event, event.stream),
    undefined,
  );
  expect(agentProjection.row.parse(row)).toMatchObject({
    runtime: null,
    controlLevel: 'cooperative',
    trim: null,
    keys: [{ id: 'key_1', expiresAt: null, revokedAt: null, replacedBy: null }],
  });
});

test('what the present version wrote is left as it is', () => {
  const payload = { ...CREATED_V1, runtime: 'kubernetes', controlLevel: 'watched' };
  expect(upcast('agent.created', 2, payload)).toBe(payload);
});
