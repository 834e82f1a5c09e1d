import { describe, expect, it, test } from 'vitest';
import { groupFace } from '@/components/timeline/event-face';
import { groupLine } from '@/components/timeline/group-claim';
import { groupEvents, mergeGroups } from '@/components/timeline/group-events';
import { lineOf } from '@/components/timeline/line-of';
import { layLines } from '@/components/timeline/timeline-rows';
import { toldGroups } from '@/components/timeline/told-groups';
import { toWire } from '@/lib/log/schema';
import { type DeliveryOut, noticeOut, type NoticeOut } from '@/lib/notices/schema';
import { created, eventAt, factsFrom, INCIDENT, instantAt, RUN } from './room-sample';

const NOTICE = 'ntc_1';
const ABEL = { id: 'usr_abel', name: 'Abel' };
const BEA = { id: 'usr_bea', name: 'Bea' };

const delivery = (more: Partial<DeliveryOut>): DeliveryOut => ({
  delivery: 'dlv_1',
  channel: 'push',
  to: 'dev_1',
  person: ABEL.id,
  name: 'A device',
  state: 'waiting',
  at: instantAt(5),
  attempts: 0,
  problem: null,
  lastStatus: null,
  lastProblem: null,
  nextAttemptAt: null,
  ...more,
});

const taken = delivery({ state: 'delivered', attempts: 1 });
const failed = delivery({ state: 'failed', attempts: 7, problem: 'unreachable' });
const pager = delivery({
  delivery: 'dlv_2',
  channel: 'webhook',
  to: 'whk_1',
  person: null,
  name: 'Night pager',
  state: 'delivered',
});

const told = (kind: string, seq: number, payload: object, by?: { id: string; name: string }) =>
  toWire(
    eventAt(seq, kind, payload as Record<string, unknown>, {
      stream: NOTICE,
      recordedAt: instantAt(4 + seq),
      ...(by ? { actor: { type: 'person', ...by } } : {}),
    }),
  );

const sent = (people: { id: string; why: string }[], step = 0) => ({ people, step });

const notice = (more: Partial<NoticeOut> = {}): NoticeOut =>
  noticeOut.parse({
    id: NOTICE,
    kind: 'signature',
    actionId: 'act_1',
    checkpointId: null,
    investigationId: RUN,
    incidentId: INCIDENT,
    version: 1,
    service: 'checkout',
    step: 0,
    people: [ABEL, BEA].map((each) => ({ ...each, why: 'decides', step: 0, at: instantAt(5) })),
    deliveries: [],
    opened: [],
    toldAt: instantAt(5),
    nextStepAt: null,
    events: [told('notice.sent', 1, sent([{ id: ABEL.id, why: 'decides' }]))],
    ...more,
  });

const rowOf = (more: Partial<NoticeOut>) => {
  const [row] = toldGroups([notice(more)], []);
  if (!row) throw new Error('There is a row.');
  return row;
};

describe('whether anybody was woken is read at once', () => {
  test.each<[string, Partial<NoticeOut>, string, string]>([
    ['nobody has a device', {}, 'no device and no webhook: nobody was woken', 'waiting'],
    ['it is on its way', { deliveries: [delivery({})] }, 'on its way to Abel’s device', 'running'],
    [
      'it was taken, and not opened',
      { deliveries: [taken, pager] },
      'reached Abel’s device and Night pager · nobody has opened it',
      'quiet',
    ],
    [
      'it was opened',
      { deliveries: [taken], opened: [{ ...ABEL, at: instantAt(9) }] },
      'reached Abel’s device · opened by Abel',
      'good',
    ],
    [
      'nothing took it',
      { deliveries: [failed] },
      'not taken by Abel’s device · nobody was woken',
      'bad',
    ],
    [
      'one took it and one did not',
      { deliveries: [failed, pager] },
      'reached Night pager · not taken by Abel’s device · nobody has opened it',
      'quiet',
    ],
    [
      'it was decided before',
      { deliveries: [delivery({ state: 'moot' })] },
      'decided before it went out',
      'quiet',
    ],
  ])('where %s', (_when, more, words, tone) => {
    const row = rowOf(more);
    expect(groupLine(row, undefined).claim).toBe(`Abel and Bea told: something to sign · ${words}`);
    expect(groupFace(row)).toMatchObject({ word: 'Told', tone });
  });

  it('says what it is about, that it went on to others, and that there was nobody', () => {
    const action = { id: 'act_1', title: 'Roll back checkout' } as Parameters<
      typeof toldGroups
    >[1][number];
    const [row] = toldGroups([notice({ step: 1, people: [] })], [action]);
    expect(row?.made?.claim).toMatch(
      /^Nobody told: something to sign, “Roll back checkout” · it went on to others · /,
    );
  });
});

it('unfolds to what was recorded, each in words, under one row where it was told', () => {
  const events = [
    told('notice.sent', 1, sent([{ id: ABEL.id, why: 'decides' }])),
    told('notice.delivered', 2, { delivery: 'dlv_1', attempts: 3, status: 201 }),
    told('notice.failed', 3, {
      delivery: 'dlv_2',
      attempts: 7,
      status: null,
      problem: 'timed-out',
    }),
    told('notice.moot', 4, { delivery: 'dlv_1', attempts: 0 }),
    told('notice.sent', 5, sent([{ id: BEA.id, why: 'nobody_decided' }], 1)),
    told('notice.opened', 6, {}, ABEL),
  ];
  const row = rowOf({ deliveries: [taken, pager], events });
  expect(row.made?.events.map(({ face, claim }) => `${face.word}: ${claim}`)).toEqual([
    'Told: Abel (may decide)',
    'Taken: Abel’s device took it, answering 201, at attempt 3',
    'Not taken: Night pager: it did not answer in time, at attempt 7',
    'Not needed: Abel’s device: decided before it went out',
    'Told: Nobody had decided: Bea (told next, since nobody decided)',
    'Opened: Abel opened the page by it',
  ]);

  const facts = factsFrom([created(), eventAt(4, 'note.added', { text: 'a' })]);
  const run = groupEvents([...facts.run.events, eventAt(60, 'note.added', { text: 'b' })]).groups;
  const merged = mergeGroups(run, [row]);
  expect(merged.map(({ key }) => key)).toEqual(['e:1', 'e:2', 'ntc:ntc_1', 'e:60']);

  const open = layLines(merged, new Set(['ntc:ntc_1']));
  expect(open.map(({ id }) => id)).toContain('ntc:ntc_1/6');
  expect(lineOf('ntc:ntc_1/6', open, facts)).toBe('ntc:ntc_1/6');
  expect(lineOf('ntc:ntc_1/6', layLines(merged, new Set()), facts)).toBe('ntc:ntc_1');
  expect(lineOf('e:2', open, facts)).toBe('e:2');
});
