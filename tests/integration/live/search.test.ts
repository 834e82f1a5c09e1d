import { describe, expect, test } from 'vitest';
import { eraseContent } from '@/lib/erasure/server/erase-content';
import { agentEvent } from '@/lib/investigations/schema';
import { postEvents } from '@/lib/investigations/server/post-events';
import { readActivity } from '@/lib/investigations/server/read-activity';
import { searchEvents } from '@/lib/investigations/server/search-events';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { readStream } from '@/lib/log/read';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const { agent, commander, investigation } = await makeCast();
const { id } = await investigation();

const at = '2026-03-01T12:00:00.000Z';
const note = (mark: string, text: string) =>
  agentEvent.parse({ id: mark, at, kind: 'note.added', text });
const log = (mark: string, message: string, step: string) => [
  agentEvent.parse({ id: `${mark}-s`, at, kind: 'step.started', step, tool: 'grep' }),
  agentEvent.parse({
    id: mark,
    at,
    kind: 'evidence.recorded',
    evidence: {
      id: mark,
      source: 'metrics',
      title: 'What was seen',
      step,
      body: { format: 'log', lines: [{ message }] },
    },
  }),
  agentEvent.parse({ id: `${mark}-f`, at, kind: 'step.finished', step, status: 'ok' }),
];
await postEvents(as(agent), {
  id,
  events: [
    note('n1', 'Ein Übel mit 50 % und a_b\\c "quoted"'),
    ...log('ev1', 'connection refused by payments', 's1'),
    ...Array.from({ length: 120 }, (_, i) => note(`many${i}`, `needle ${i}`)),
  ],
});

const NOTHING = { text: '', kinds: [], sources: [], services: [], from: null, to: null };
const search = (more: object) =>
  searchEvents(as(commander), { id, ...NOTHING, limit: 50, ...more });
const found = async (more: object) => (await search(more)).items.map((item) => item.id);

describe('a search over a whole run', () => {
  test.each([
    ['whatever its case', 'ein übel', ['n1']],
    ['with what LIKE and JSON make something else of', '50 % und a_b\\c "quoted"', ['n1']],
    ['in the body of evidence', 'refused by PAYMENTS', ['ev1']],
    ['and no other text', 'a%b', []],
    ['which is no part of what only the log keeps', 'commitment', []],
  ])('finds a text %s', async (_what, text, expected) => {
    expect(await found({ text })).toEqual(expected);
  });

  test('keeps to kinds and sources', async () => {
    expect(await found({ kinds: ['evidence.recorded'], sources: ['metrics'] })).toEqual(['ev1']);
    expect(await found({ kinds: ['step.'], text: 'grep' })).toEqual(['ev1-s']);
  });

  test('keeps to services, to the letter', async () => {
    const asked = { services: ['checkout'], text: 'What was seen' };
    expect(await found(asked)).toEqual(['ev1']);
    expect(await found({ ...asked, kinds: ['step.'] })).toEqual([]);
    expect(await found({ services: ['check', 'heckout"', 'payments'] })).toEqual([]);
  });

  describe('in a stretch of time', () => {
    const instantsOf = async () => {
      const events = await readStream(id, 0, 1000);
      return events.map(({ seq, recordedAt }) => ({ seq, recordedAt }));
    };

    test('finds what lies in it, its ends included, and counts what does not', async () => {
      const all = await instantsOf();
      const [from = '', to = ''] = [all[0]?.recordedAt, all[0]?.recordedAt];
      const inside = all.filter(({ recordedAt }) => recordedAt >= from && recordedAt <= to);
      const { items, lookedTo, outside } = await search({ from, to, limit: 200 });
      expect(items.map(({ seq }) => seq)).toEqual(inside.map(({ seq }) => seq).toReversed());
      expect(outside).toBe(all.length - inside.length);
      expect(lookedTo).toBe(1);
    });

    test('finds everything where its ends are open, and says nothing of what is outside', async () => {
      const all = await instantsOf();
      const { items, outside } = await search({ limit: 200 });
      expect(items).toHaveLength(all.length);
      expect(outside).toBeNull();
      const open = await search({ from: all.at(-1)?.recordedAt ?? '', limit: 200 });
      expect(open.items[0]?.seq).toBe(all.at(-1)?.seq);
    });

    test('finds nothing where nothing was recorded', async () => {
      const { items, lookedTo, outside } = await search({
        from: '2020-01-01T00:00:00.000Z',
        to: '2020-01-02T00:00:00.000Z',
      });
      expect([items, lookedTo]).toEqual([[], 1]);
      expect(outside).toBe((await instantsOf()).length);
    });
  });

  test('goes on from where it came to, until all of it is looked through, each once', async () => {
    const all: string[] = [];
    let before: number | undefined;
    for (let calls = 0; before !== 1 && calls < 20; calls += 1) {
      const page = await search({ text: 'needle', before });
      all.push(...page.items.map((item) => item.id));
      before = page.lookedTo;
    }
    expect(all).toEqual(Array.from({ length: 120 }, (_, i) => `many${119 - i}`));
  });

  test('leaves bodies behind, and brings the rows that are named as they stand', async () => {
    const { items, rows } = await search({ text: 'refused by payments' });
    expect(items[0]).toMatchObject({ evidence: { format: 'log' } });
    expect(JSON.stringify(items)).not.toContain('refused');
    expect(rows).toMatchObject({
      step: [{ id: 's1', status: 'ok' }],
      evidence: [{ id: 'ev1', flag: null }],
    });
  });

  test('finds nothing of after the moment that is looked back at', async () => {
    const [item] = (await search({ text: 'refused by payments' })).items;
    const seq = item?.seq ?? 0;
    expect(await found({ text: 'refused by payments', at: seq - 1 })).toEqual([]);
    const then = await search({ text: 'refused by payments', at: seq });
    expect(then.rows.step).toMatchObject([{ id: 's1', status: 'running', finishedAt: null }]);
  });

  test('is nobody’s who may not read the run', async () => {
    const other = await makePerson('Olga', role('observer', 'payments'));
    const asked = searchEvents(as(other), { id, ...NOTHING, text: 'x', limit: 5 });
    await expect(asked).rejects.toMatchObject({ slug: 'not-found' });
  });
});

test('activity counts every event once, by whose doing it was', async () => {
  const { items, lastSeq } = await readActivity(as(commander), { id });
  expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(lastSeq);
  expect(new Set(items.map(({ lane }) => lane))).toEqual(new Set([agent.id, 'people']));
});

// The last, since what is erased stays so.
test('what was erased is not found', async () => {
  const admin = await makePerson('Ada', role('admin'));
  await eraseContent(as(COMMAND_LINE), { id, reason: 'a name in it', askedBy: admin.email });
  expect(await found({ text: 'übel' })).toEqual([]);
});
