import { bySureness } from '@/lib/drift/leader';
import type { EvidenceRow, EvidenceSource } from '@/lib/evidence/schema';
import type { HypothesisLink, HypothesisRow } from '@/lib/hypotheses/schema';
import type { CheckpointRow } from '@/lib/investigations/schema';
import type { Reach, StopTally } from '@/lib/investigations/views';

/** Claims that a stop point puts first. */
const LEADING = 3;

type Item = Pick<EvidenceRow, 'id' | 'seq' | 'source' | 'service'>;
type Stop = Pick<CheckpointRow, 'id' | 'requestedSeq' | 'hypothesisId'>;

export interface StopInput {
  checkpoint: Stop;
  /** Of the investigation, in the order they were reached. */
  checkpoints: readonly Stop[];
  evidence: readonly Item[];
  hypotheses: readonly HypothesisRow[];
  /** Where the agent may look, of what lies near; null where that is not known here. */
  reach: Reach | null;
  /** What was counted by the server, for a run of which not all evidence is at hand. */
  tally?: StopTally | null;
}

/** A claim with what speaks for and against it, the weightiest first. */
export interface LeadingClaim {
  id: string;
  statement: string;
  confidence: number | null;
  status: HypothesisRow['status'];
  supports: string[];
  contradicts: string[];
}

/** What a claim has come to since the stop point before. */
export interface ClaimChange {
  id: string;
  statement: string;
  how: 'new' | 'refuted' | 'surer' | 'less-sure';
  from: number | null;
  to: number | null;
}

/** What a person has to know at a stop point, from facts alone. */
export interface StopFacts {
  found: { source: EvidenceSource; items: number }[];
  /** Sources and services within reach from which nothing was brought; null where unknown. */
  unseen: { sources: EvidenceSource[]; services: string[] } | null;
  leading: LeadingClaim[];
  since: { isFirst: boolean; items: number; claims: ClaimChange[] };
}

type Counted = StopTally['items'][number];

/** Items one by one as the server would have counted them. */
const counted = (evidence: readonly Item[], stop: Stop, after: number): Counted[] =>
  evidence
    .filter(({ seq }) => seq <= stop.requestedSeq)
    .map(({ source, service, seq }) => ({ source, service, items: 1, since: seq > after ? 1 : 0 }));

function foundBy(evidence: readonly Counted[]): StopFacts['found'] {
  const counts = new Map<EvidenceSource, number>();
  for (const { source, items } of evidence) counts.set(source, (counts.get(source) ?? 0) + items);
  return [...counts]
    .map(([source, items]) => ({ source, items }))
    .toSorted((a, b) => b.items - a.items || a.source.localeCompare(b.source));
}

/** `other` is no place to look, and what a scope does not cover was not left out by the agent. */
export function unseenIn(
  evidence: readonly Pick<Item, 'source' | 'service'>[],
  reach: Reach,
): NonNullable<StopFacts['unseen']> {
  const sources = new Set<string>(evidence.map(({ source }) => source));
  const services = new Set(evidence.map(({ service }) => service));
  return {
    sources: reach.sources.filter((source) => source !== 'other' && !sources.has(source)),
    services: reach.services.filter((service) => !services.has(service)),
  };
}

const idsOf = (links: readonly HypothesisLink[], relation: HypothesisLink['relation']): string[] =>
  links
    .filter((link) => link.relation === relation)
    .toSorted((a, b) => (b.weight ?? 1) - (a.weight ?? 1) || a.seq - b.seq)
    .map(({ evidenceId }) => evidenceId);

function leadingAmong({ hypotheses, checkpoint }: StopInput): LeadingClaim[] {
  const named = hypotheses.filter(({ id }) => id === checkpoint.hypothesisId);
  const standing = hypotheses.filter(({ status }) => status !== 'refuted').toSorted(bySureness);
  return (named.length > 0 ? named : standing)
    .slice(0, LEADING)
    .map(({ id, statement, confidence, status, links }) => ({
      id,
      statement,
      confidence,
      status,
      supports: idsOf(links, 'supports'),
      contradicts: idsOf(links, 'contradicts'),
    }));
}

/** How a claim moved after a seq; undefined where it did not. */
function changeOf(row: HypothesisRow, after: number): ClaimChange | undefined {
  const { id, statement, confidence: to, status } = row;
  const before = row.history.findLast(({ seq }) => seq <= after);
  const from = before?.confidence ?? null;
  const as = (how: ClaimChange['how']): ClaimChange => ({ id, statement, how, from, to });
  if (row.seq > after) return as('new');
  if (status === 'refuted' && before?.status !== 'refuted') return as('refuted');
  if (from === null || to === null || from === to) return undefined;
  return as(to > from ? 'surer' : 'less-sure');
}

/** Everything that the card of a stop point answers, as it was known when it was reached. Pure. */
export function stopFacts(input: StopInput): StopFacts {
  const { checkpoint, checkpoints, hypotheses, reach, tally } = input;
  const before = checkpoints.findLast(({ requestedSeq }) => requestedSeq < checkpoint.requestedSeq);
  const after = before?.requestedSeq ?? 0;
  const isTallied = tally?.checkpointId === checkpoint.id;
  const evidence = isTallied ? tally.items : counted(input.evidence, checkpoint, after);
  const claims = hypotheses
    .map((row) => changeOf(row, after))
    .filter((change) => change !== undefined);
  return {
    found: foundBy(evidence),
    unseen: reach && unseenIn(evidence, reach),
    leading: leadingAmong(input),
    since: {
      isFirst: before === undefined,
      items: evidence.reduce((sum, { since }) => sum + since, 0),
      claims,
    },
  };
}
