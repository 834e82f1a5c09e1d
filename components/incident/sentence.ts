import { percent } from '@/components/hypothesis/confidence-words';
import { leadingClaim, strongestAgainst } from '@/components/hypothesis/rank';
import { utcTime } from '@/components/time/format-time';
import type { IncidentRow } from '@/lib/incidents/schema';
import { type Around, awaitedOf } from './awaited';
import type { RunFacts } from './run-facts';

/** A stretch of the sentence: our own words, what someone claimed, or what a person must know. */
export interface SentencePart {
  kind: 'plain' | 'claim' | 'fact' | 'urgent';
  text: string;
}

const part = (kind: SentencePart['kind'], text: string): SentencePart => ({ kind, text });
/** A claim of pages would bury the rest of the sentence; it stands whole on the board. */
const MOST_QUOTED = 240;

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= MOST_QUOTED) return `“${line.replace(/[.\s]+$/, '')}”`;
  const words = line.slice(0, MOST_QUOTED).replace(/\s\S*$/, '');
  // Half of a surrogate pair would read as tampering.
  return `“${words.replace(/[\uD800-\uDBFF]$/, '')}…”`;
}

const STANDS: Record<IncidentRow['status'], string> = {
  open: '',
  mitigated: ' is mitigated',
  resolved: ' is resolved',
  closed: ' is closed',
};

function claimed({ hypotheses, evidenceOf }: RunFacts): SentencePart[] {
  const leader = leadingClaim(hypotheses);
  if (!leader) {
    if (hypotheses.length === 0) return [part('plain', '; no cause is claimed yet')];
    const last = hypotheses.findLast(({ refutation }) => refutation !== null);
    if (!last?.refutation) return [part('plain', '; no claim still stands')];
    return [
      part('plain', `; no claim still stands, ${last.refutation.by.name} refuted `),
      part('claim', quoted(last.statement)),
    ];
  }
  const { status, statement, confidence } = leader;
  const against = strongestAgainst(leader, evidenceOf);
  const estimate =
    confidence === null
      ? ', estimate not stated'
      : `, agent’s estimate ${percent(confidence)} (uncalibrated)`;
  const parts = [
    part('plain', status === 'committed' ? '; settled on ' : '; leading claim '),
    part('claim', quoted(statement)),
    part('fact', estimate),
  ];
  if (!against) return [...parts, part('plain', '; nothing is recorded against it')];
  const { link, evidence } = against;
  const weight = link.weight === null ? '' : ` (weight ${link.weight.toFixed(2)})`;
  const title = evidence?.title ?? link.evidenceId;
  return [
    ...parts,
    part('plain', '; strongest against it '),
    part('claim', quoted(title)),
    part('plain', weight),
  ];
}

/**
 * The one sentence atop the room, from facts alone: what is broken, the leading claim, the
 * strongest evidence against it, who is awaited, and what happens if nobody acts. Pure.
 */
export function roomSentence(
  incident: Pick<IncidentRow, 'title' | 'service' | 'environment' | 'status' | 'mergedInto'>,
  facts: RunFacts | undefined,
  around: Around = {},
): SentencePart[] {
  const awaited = awaitedOf(incident, facts, around);
  const deadline = awaited.until ? ` by ${utcTime(awaited.until)} UTC` : '';
  const isCalm = awaited.who === 'nobody';
  return [
    part('fact', `${incident.service} in ${incident.environment}: `),
    part('claim', quoted(incident.title)),
    part('plain', STANDS[incident.status]),
    ...(facts ? claimed(facts) : []),
    part('plain', '; waiting for '),
    part(awaited.who === 'person' ? 'urgent' : 'fact', awaited.waitsFor),
    part('plain', isCalm ? '; ' : `; if nobody acts${deadline}, `),
    part(awaited.who === 'person' ? 'fact' : 'plain', `${awaited.otherwise}.`),
  ].filter(({ text }) => text !== '');
}

export const sentenceText = (parts: SentencePart[]): string =>
  parts.map(({ text }) => text).join('');
