import type { storedPayloads } from '@/lib/investigations/schema';
import { eventOf, projection } from '@/lib/log/projection';
import { type MentionRow, mentionRow } from '@/lib/mentions/schema';

type Kinds = Pick<typeof storedPayloads, 'note.added'>;

/** Notes that name people: what is told to them, and what stands in their inboxes. */
export const mentionProjection = projection<MentionRow>({
  name: 'mention',
  key: 'key',
  row: mentionRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    const names = event.kind === 'note.added' && (event.payload.mentions ?? []).length > 0;
    return names ? [`${event.stream}/${event.seq}`] : [];
  },
  fold(row, stored, key) {
    const event = eventOf<Kinds>(stored);
    if (event.kind !== 'note.added') return row;
    const { text, mentions = [] } = event.payload;
    const { stream: investigationId, seq, actor: by, recordedAt: at } = event;
    return { key, investigationId, seq, by, people: mentions, text, at };
  },
});
