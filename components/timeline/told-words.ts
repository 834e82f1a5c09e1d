import { sayAnswer } from '@/components/notice/answer-words';
import { kindWord, sayNames, WHY_WORDS } from '@/components/notice/notice-words';
import type { Tone } from '@/components/ui/tone';
import { eventOf } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';
import type { DeliveryOut, noticePayloads, NoticeOut } from '@/lib/notices/schema';

/** "Noor’s device" or "Night pager": what was to wake somebody. */
const receiverOf = ({ people }: NoticeOut, { channel, name, person }: DeliveryOut): string => {
  if (channel === 'webhook') return name;
  const whose = people.find(({ id }) => id === person)?.name;
  return whose === undefined ? name : `${whose}’s device`;
};

const receivers = (notice: NoticeOut, state: DeliveryOut['state']): string[] => [
  ...new Set(
    notice.deliveries
      .filter((each) => each.state === state)
      .map((each) => receiverOf(notice, each)),
  ),
];

/** Whether anybody was woken, in words that somebody woken reads at once. */
function reachOf(notice: NoticeOut): { words: string[]; tone: Tone } {
  const { deliveries, opened } = notice;
  const taken = receivers(notice, 'delivered');
  const failed = receivers(notice, 'failed');
  const waiting = receivers(notice, 'waiting');
  const words = [
    taken.length > 0 && `reached ${sayNames(taken)}`,
    waiting.length > 0 && `on its way to ${sayNames(waiting)}`,
    failed.length > 0 && `not taken by ${sayNames(failed)}`,
  ].filter((each) => each !== false);
  if (opened.length > 0) {
    return {
      words: [...words, `opened by ${sayNames(opened.map(({ name }) => name))}`],
      tone: 'good',
    };
  }
  if (deliveries.length === 0) {
    return { words: ['no device and no webhook: nobody was woken'], tone: 'waiting' };
  }
  if (taken.length > 0) return { words: [...words, 'nobody has opened it'], tone: 'quiet' };
  if (waiting.length > 0) return { words, tone: 'running' };
  return failed.length > 0
    ? { words: [...words, 'nobody was woken'], tone: 'bad' }
    : { words: ['decided before it went out'], tone: 'quiet' };
}

/** One line for one thing that waits or went wrong: who was told, whom it reached, who opened it. */
export function toldLine(
  notice: NoticeOut,
  title: string | undefined,
): { claim: string; tone: Tone } {
  const { kind, people, step } = notice;
  const who = people.length === 0 ? 'Nobody' : sayNames(people.map(({ name }) => name));
  const what = `${kindWord(kind)[0]?.toLowerCase()}${kindWord(kind).slice(1)}`;
  const of = title === undefined ? what : `${what}, “${title}”`;
  const { words, tone } = reachOf(notice);
  const further = step > 0 ? ['it went on to others'] : [];
  return { claim: [`${who} told: ${of}`, ...further, ...words].join(' · '), tone };
}

/** What one event of a notice says. */
export function toldEventClaim(stored: StoredEvent, notice: NoticeOut): string {
  const event = eventOf<typeof noticePayloads>(stored);
  const to = (delivery: string): string => {
    const found = notice.deliveries.find((each) => each.delivery === delivery);
    return found ? receiverOf(notice, found) : 'a receiver that is not known here';
  };
  const nth = (attempts: number) => (attempts > 1 ? `, at attempt ${attempts}` : '');
  switch (event.kind) {
    case 'notice.sent': {
      const { people, step } = event.payload;
      if (people.length === 0) return 'There was nobody to tell';
      const nameOf = (id: string) => notice.people.find((each) => each.id === id)?.name ?? id;
      const told = people.map(({ id, why }) => `${nameOf(id)} (${WHY_WORDS[why]})`).join(', ');
      return step > 0 ? `Nobody had decided: ${told}` : told;
    }
    case 'notice.delivered': {
      const { delivery, attempts, status } = event.payload;
      return `${to(delivery)} took it, answering ${status}${nth(attempts)}`;
    }
    case 'notice.failed': {
      const { delivery, attempts, status, problem } = event.payload;
      const { detail } = sayAnswer({ state: 'failed', status, problem });
      return `${to(delivery)}: ${detail}${nth(attempts)}`;
    }
    case 'notice.moot':
      return `${to(event.payload.delivery)}: decided before it went out`;
    case 'notice.opened':
      return `${event.actor.name} opened the page by it`;
    default:
      return stored.kind;
  }
}
