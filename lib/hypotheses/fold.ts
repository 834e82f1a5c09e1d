import { type HypothesisRow, hypothesisRow, type HypothesisStep } from '@/lib/hypotheses/schema';
import type { serverPayloads, storedPayloads } from '@/lib/investigations/schema';
import { eventOf, projection } from '@/lib/log/projection';

type Kinds = Pick<
  typeof storedPayloads,
  'hypothesis.proposed' | 'hypothesis.revised' | 'hypothesis.linked'
> &
  Pick<typeof serverPayloads, 'checkpoint.decided' | 'verdict.given'>;

export const hypothesisKey = (investigationId: string, id: string) => `${investigationId}/${id}`;
const key = hypothesisKey;

export const hypothesisProjection = projection<HypothesisRow>({
  name: 'hypothesis',
  key: 'key',
  row: hypothesisRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'hypothesis.proposed':
        return [key(event.stream, event.payload.hypothesis.id)];
      case 'hypothesis.revised':
      case 'hypothesis.linked':
        return [key(event.stream, event.payload.hypothesisId)];
      case 'verdict.given':
      case 'checkpoint.decided': {
        const { hypothesisId } = event.payload;
        return hypothesisId ? [key(event.stream, hypothesisId)] : [];
      }
      default:
        return [];
    }
  },
  fold(row, stored, rowKey) {
    const event = eventOf<Kinds>(stored);
    const moment = { seq: event.seq, at: event.at, recordedAt: event.recordedAt };
    if (event.kind === 'hypothesis.proposed') {
      const { id, statement, confidence = null, outageClass = null } = event.payload.hypothesis;
      return {
        key: rowKey,
        investigationId: event.stream,
        id,
        seq: event.seq,
        statement,
        outageClass,
        status: 'open',
        confidence,
        history: [{ ...moment, confidence, status: 'open', because: [], note: null }],
        links: [],
        verdict: null,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'hypothesis.revised': {
        const { because, note = null } = event.payload;
        const confidence = event.payload.confidence ?? row.confidence;
        const status = event.payload.status ?? row.status;
        const step = { ...moment, confidence, status, because, note };
        return { ...row, confidence, status, history: [...row.history, step] };
      }
      case 'hypothesis.linked': {
        const { evidenceId, relation, weight = null, note = null } = event.payload;
        const others = row.links.filter((link) => link.evidenceId !== evidenceId);
        return {
          ...row,
          links: [...others, { evidenceId, relation, weight, note, seq: event.seq }],
        };
      }
      case 'checkpoint.decided': {
        if (event.payload.stage !== 'commitment' || event.payload.decision !== 'release') {
          return row;
        }
        const { confidence } = row;
        const step: HypothesisStep = {
          ...moment,
          confidence,
          status: 'committed',
          because: [],
          note: null,
        };
        return { ...row, status: 'committed', history: [...row.history, step] };
      }
      case 'verdict.given': {
        const { verdict, reason } = event.payload;
        return { ...row, verdict: { verdict, reason, by: event.actor.id, at: event.recordedAt } };
      }
      default:
        return row;
    }
  },
});
