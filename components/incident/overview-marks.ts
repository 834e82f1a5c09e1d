import { rankHypotheses } from '@/components/hypothesis/rank';
import { stateFace } from '@/components/ui/states';
import { recordedSpan } from './recorded-instants';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { isOver, type RunFacts } from './run-facts';

/** A moment on the strip that a person looks for, with where it leads in the inspector. */
export interface OverviewMark {
  key: string;
  at: string;
  /** "Review the evidence", "Approved by Ann". */
  label: string;
  tone: 'waiting' | 'good' | 'bad' | 'quiet';
  select: string;
}

/** One hypothesis's confidence over time, as the agent stated it. */
export interface OverviewLine {
  id: string;
  statement: string;
  status: HypothesisRow['status'];
  /** In order of time; null where a revision stated none, which keeps the last. */
  points: { at: string; confidence: number | null; because: string[] }[];
}

const LINES = 4;
const TONES = { released: 'good', returned: 'quiet', stopped: 'bad', expired: 'bad' } as const;
/** Not the words of the buttons that decide: a mark is a button too, and must not pass for one. */
const ENDINGS = {
  released: 'passed',
  returned: 'sent back for more',
  stopped: 'ended here',
  expired: 'nobody decided in time',
} as const;
const DECISION_TONES = { approve: 'good', reject: 'bad' } as const;

/** The leading hypotheses as lines over the whole run; refuted ones stay if they once led. */
export function overviewLines(
  hypotheses: RunFacts['hypotheses'],
  clock: RunFacts['row']['clock'],
): OverviewLine[] {
  const peak = (history: { confidence: number | null }[]) =>
    Math.max(-1, ...history.map(({ confidence }) => confidence ?? -1));
  const ranked = rankHypotheses(hypotheses);
  const [leaders, others] = [ranked.slice(0, LINES - 1), ranked.slice(LINES - 1)];
  const loudest = others.sort((a, b) => peak(b.history) - peak(a.history)).slice(0, 1);
  return [...leaders, ...loudest]
    .sort((a, b) => a.seq - b.seq)
    .map(({ id, statement, status, history }) => ({
      id,
      statement,
      status,
      points: history.map(({ at, recordedAt, confidence, because }) => ({
        at: clock === 'imported' ? at : recordedAt,
        confidence,
        because,
      })),
    }));
}

/** Stop points, their decisions, and decisions on actions, in order of time. */
export function overviewMarks(
  checkpoints: RunFacts['checkpoints'],
  actions: RunFacts['actions'],
  clock: RunFacts['row']['clock'],
): OverviewMark[] {
  // A recording's own instants are not known of what the server wrote.
  if (clock === 'imported') return [];
  const stops = checkpoints.flatMap((checkpoint): OverviewMark[] => {
    const { id, stage, state, requestedAt, decidedAt, decidedBy } = checkpoint;
    const word = stateFace('stopPoint', stage).word;
    const select = `chk:${id}`;
    const asked: OverviewMark = {
      key: id,
      at: requestedAt,
      label: word,
      tone: 'waiting',
      select,
    };
    if (!decidedAt || state === 'waiting') return [asked];
    const by = decidedBy ? `, by ${decidedBy.name}` : '';
    const label = `${word}: ${ENDINGS[state]}${by}`;
    return [asked, { key: `${id} decided`, at: decidedAt, label, tone: TONES[state], select }];
  });
  const decisions = actions.flatMap(({ id, title, proposedAt, decisions: made }) => [
    {
      key: id,
      at: proposedAt,
      label: `Proposed: ${title}`,
      tone: 'waiting' as const,
      select: `act:${id}`,
    },
    ...made.map(({ id: decisionId, at, decision, by }) => ({
      key: decisionId,
      at,
      label: `${decision === 'approve' ? 'Approved' : 'Rejected'} by ${by.name}`,
      tone: DECISION_TONES[decision],
      select: `act:${id}`,
    })),
  ]);
  return [...stops, ...decisions].sort((a, b) => a.at.localeCompare(b.at));
}

/** What the strip spans, in ms since 1970: to the end, or to now while it runs. */
export function overviewSpan(facts: RunFacts, nowMs: number): { fromMs: number; toMs: number } {
  const { row } = facts;
  const told = row.clock === 'imported' ? recordedSpan(facts) : undefined;
  const fromMs = told?.fromMs ?? Date.parse(row.startedAt);
  const lastMs = told?.toMs ?? Date.parse(row.lastEventAt);
  const isGoing = row.clock !== 'imported' && !isOver(row);
  // While one looks back the clock stands; the run still spans to what was last recorded.
  const endMs = isGoing && !Number.isNaN(nowMs) ? nowMs : lastMs;
  return { fromMs, toMs: Math.max(endMs, fromMs + 60_000) };
}
