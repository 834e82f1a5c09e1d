import { eventOf, projection } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';
import { noticeRow, type noticePayloads, type NoticeRow } from '@/lib/notices/schema';

type Kinds = typeof noticePayloads;
type Sent = (typeof noticePayloads)['notice.sent']['_output'];

function sent(row: NoticeRow | undefined, id: string, at: string, payload: Sent): NoticeRow {
  const { step, people, deliveries, nextStepAt, ...about } = payload;
  return {
    id,
    ...about,
    step,
    people: [...(row?.people ?? []), ...people.map((each) => ({ ...each, step, at }))],
    deliveries: [
      ...(row?.deliveries ?? []),
      ...deliveries.map((each) => ({
        ...each,
        state: 'waiting' as const,
        at,
        attempts: 0,
        problem: null,
      })),
    ],
    opened: row?.opened ?? [],
    toldAt: row?.toldAt ?? at,
    nextStepAt,
  };
}

function ended(
  row: NoticeRow,
  { recordedAt: at }: Pick<StoredEvent, 'recordedAt'>,
  {
    delivery,
    ...outcome
  }: { delivery: string } & Omit<
    NoticeRow['deliveries'][number],
    'delivery' | 'channel' | 'to' | 'person' | 'at'
  >,
): NoticeRow {
  const deliveries = row.deliveries.map((each) =>
    each.delivery === delivery ? { ...each, ...outcome, at } : each,
  );
  return { ...row, deliveries };
}

export const noticeProjection = projection<NoticeRow>({
  name: 'notice',
  key: 'id',
  row: noticeRow,
  keysOf: ({ stream }) => (stream.startsWith('ntc_') ? [stream] : []),
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'notice.sent') return sent(row, id, event.recordedAt, event.payload);
    if (!row) return undefined;
    switch (event.kind) {
      case 'notice.delivered': {
        const { delivery, attempts } = event.payload;
        return ended(row, event, { delivery, state: 'delivered', attempts, problem: null });
      }
      case 'notice.failed': {
        const { delivery, attempts, problem } = event.payload;
        return ended(row, event, { delivery, state: 'failed', attempts, problem });
      }
      case 'notice.moot': {
        const { delivery, attempts } = event.payload;
        return ended(row, event, { delivery, state: 'moot', attempts, problem: null });
      }
      case 'notice.opened': {
        const person = event.actor.id;
        if (row.opened.some((each) => each.person === person)) return row;
        return { ...row, opened: [...row.opened, { person, at: event.recordedAt }] };
      }
      default:
        return row;
    }
  },
});
