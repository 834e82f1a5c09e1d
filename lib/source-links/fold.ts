import { eventOf, projection } from '@/lib/log/projection';
import { type sourceLinkPayloads, sourceLinkRow, type SourceLinkRow } from './schema';

export const sourceLinkProjection = projection<SourceLinkRow>({
  name: 'source_link',
  key: 'id',
  row: sourceLinkRow,
  keysOf: ({ stream }) => (stream.startsWith('lnk_') ? [stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof sourceLinkPayloads>(stored);
    const { recordedAt: changedAt } = event;
    if (event.kind === 'source_link.added') {
      const { actor: addedBy, payload } = event;
      return { id, ...payload, state: 'active', addedBy, addedAt: changedAt, changedAt };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'source_link.changed':
        return { ...row, ...event.payload, changedAt };
      case 'source_link.removed':
        return { ...row, state: 'removed', changedAt };
      default:
        return row;
    }
  },
});
