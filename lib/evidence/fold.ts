import { type EvidenceRow, evidenceRow } from '@/lib/evidence/schema';
import type { serverPayloads, storedPayloads } from '@/lib/investigations/schema';
import { eventOf, projection } from '@/lib/log/projection';

type Kinds = Pick<typeof storedPayloads, 'evidence.recorded'> &
  Pick<typeof serverPayloads, 'evidence.flagged'>;

export const evidenceKey = (investigationId: string, id: string) => `${investigationId}/${id}`;

export const evidenceProjection = projection<EvidenceRow>({
  name: 'evidence',
  key: 'key',
  row: evidenceRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'evidence.recorded':
        return [evidenceKey(event.stream, event.payload.evidence.id)];
      case 'evidence.flagged':
        return [evidenceKey(event.stream, event.payload.evidenceId)];
      default:
        return [];
    }
  },
  fold(row, stored, key) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'evidence.recorded') {
      const { evidence, digest, isLater, masked, look = null } = event.payload;
      return {
        key,
        investigationId: event.stream,
        id: evidence.id,
        seq: event.seq,
        source: evidence.source,
        title: evidence.title,
        query: evidence.query ?? null,
        service: evidence.service,
        environment: evidence.environment,
        observedFrom: evidence.observedFrom ?? null,
        observedTo: evidence.observedTo ?? null,
        step: evidence.step ?? null,
        truncated: evidence.truncated ?? false,
        format: evidence.body.format,
        digest,
        masked: masked ?? 0,
        isLater,
        flag: null,
        flagReason: null,
        look,
        at: event.at,
        recordedAt: event.recordedAt,
      };
    }
    if (!row || event.kind !== 'evidence.flagged') return row;
    const { flag, reason } = event.payload;
    return { ...row, flag: flag === 'clear' ? null : flag, flagReason: reason };
  },
});
