import {
  type claimPayloads,
  type HypothesisRow,
  hypothesisRow,
  type HypothesisStep,
} from '@/lib/hypotheses/schema';
import type { serverPayloads, storedPayloads } from '@/lib/investigations/schema';
import { type EventOf, eventOf, projection } from '@/lib/log/projection';

type Kinds = Pick<
  typeof storedPayloads,
  'hypothesis.proposed' | 'hypothesis.revised' | 'hypothesis.linked' | 'note.added'
> &
  Pick<typeof serverPayloads, 'checkpoint.decided' | 'verdict.given'> &
  typeof claimPayloads;
type Event = EventOf<Kinds>;
type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;

export const hypothesisKey = (investigationId: string, id: string) => `${investigationId}/${id}`;
const key = hypothesisKey;

const momentOf = ({ seq, at, recordedAt }: Event) => ({ seq, at, recordedAt });

/** A step that somebody else than the agent took; the estimate stays the agent's. */
const stepBy = (
  row: HypothesisRow,
  event: Event,
  status: HypothesisRow['status'],
  note: string | null,
): HypothesisStep => ({
  ...momentOf(event),
  confidence: row.confidence,
  status,
  because: [],
  note,
  by: event.actor,
});

function revised(row: HypothesisRow, event: Of<'hypothesis.revised'>): HypothesisRow {
  const { because, note = null, status: said } = event.payload;
  const confidence = event.payload.confidence ?? row.confidence;
  const { refutation } = row;
  // What a person refuted stays refuted: what the agent says of it is kept for when that is taken back.
  const status = refutation ? row.status : (said ?? row.status);
  const step = { ...momentOf(event), confidence, status, because, note, by: null };
  const kept = refutation && { ...refutation, otherwise: said ?? refutation.otherwise };
  return { ...row, confidence, status, refutation: kept, history: [...row.history, step] };
}

function refuted(row: HypothesisRow, event: Of<'hypothesis.refuted'>): HypothesisRow {
  const { reason } = event.payload;
  const otherwise = row.refutation?.otherwise ?? row.status;
  const { actor: by, seq, recordedAt: at } = event;
  const step = stepBy(row, event, 'refuted', reason);
  return {
    ...row,
    status: 'refuted',
    refutation: { by, reason, seq, at, otherwise },
    history: [...row.history, step],
  };
}

function reinstated(row: HypothesisRow, event: Of<'hypothesis.reinstated'>): HypothesisRow {
  if (!row.refutation) return row;
  const { otherwise: status } = row.refutation;
  const step = stepBy(row, event, status, event.payload.reason);
  return { ...row, status, refutation: null, history: [...row.history, step] };
}

function committed(row: HypothesisRow, event: Of<'checkpoint.decided'>): HypothesisRow {
  const { stage, decision } = event.payload;
  if (stage !== 'commitment' || decision !== 'release') return row;
  const step = stepBy(row, event, 'committed', null);
  return { ...row, status: 'committed', history: [...row.history, step] };
}

export const hypothesisProjection = projection<HypothesisRow>({
  name: 'hypothesis',
  version: 2,
  key: 'key',
  row: hypothesisRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'hypothesis.proposed':
        return [key(event.stream, event.payload.hypothesis.id)];
      case 'hypothesis.revised':
      case 'hypothesis.linked':
      case 'hypothesis.refuted':
      case 'hypothesis.reinstated':
        return [key(event.stream, event.payload.hypothesisId)];
      case 'note.added':
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
    if (event.kind === 'hypothesis.proposed') {
      const { id, statement, confidence = null, outageClass = null } = event.payload.hypothesis;
      const moment = momentOf(event);
      return {
        key: rowKey,
        investigationId: event.stream,
        id,
        seq: event.seq,
        statement,
        outageClass,
        status: 'open',
        confidence,
        history: [{ ...moment, confidence, status: 'open', because: [], note: null, by: null }],
        links: [],
        verdict: null,
        refutation: null,
        comments: [],
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'hypothesis.revised':
        return revised(row, event);
      case 'hypothesis.linked': {
        const { evidenceId, relation, weight = null, note = null } = event.payload;
        const others = row.links.filter((link) => link.evidenceId !== evidenceId);
        return {
          ...row,
          links: [...others, { evidenceId, relation, weight, note, seq: event.seq }],
        };
      }
      case 'hypothesis.refuted':
        return refuted(row, event);
      case 'hypothesis.reinstated':
        return reinstated(row, event);
      case 'checkpoint.decided':
        return committed(row, event);
      case 'note.added': {
        const { seq, actor: by, recordedAt: at } = event;
        return { ...row, comments: [...row.comments, { seq, at, by, text: event.payload.text }] };
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
