import { createHash } from 'node:crypto';
import type { Operation } from '@/lib/agent/importers/timeline';
import type { NewCheckpoint } from '@/lib/agent/sdk/types';
import { answerOf } from '@/lib/drift/answer';
import {
  type ClaimFact,
  type DriftFacts,
  type EvidenceFact,
  type LookFact,
  WINDOW,
} from '@/lib/drift/facts';
import { askedBy, kindOfLook, lookOf } from '@/lib/drift/look';
import { isRaised, levelOf, MEASURED_FROM, measureDrift } from '@/lib/drift/rules';
import type { DriftComponentName } from '@/lib/drift/schema';

/** The worst that a run came to, altogether and by component; null where never stated. */
export interface Worst {
  score: number;
  /** The server would have put a live run before a stop point, at the threshold that ships. */
  isStopped: boolean;
  components: Record<DriftComponentName, number | null>;
  evidence: number;
  looks: number;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const ms = (instant: string | undefined) => (instant === undefined ? null : Date.parse(instant));
const newest = <T>(all: T[]) => all.slice(-WINDOW);

/** The facts that the server would have had, built up event by event. */
class Replay {
  readonly evidence: EvidenceFact[] = [];
  readonly looks: LookFact[] = [];
  readonly claims = new Map<string, ClaimFact>();
  /** What each step asked, where it says so. */
  private readonly asked = new Map<string, string>();
  private readonly ended = new Map<string, 'ok' | 'error' | 'denied'>();
  steps = 0;
  private seq = 0;
  private changedSeq = 0;
  private readonly service: string;

  constructor(
    private readonly startedMs: number,
    private readonly places: readonly string[],
  ) {
    this.service = places[0] ?? '';
  }

  take(operation: Operation): void {
    const seq = ++this.seq;
    // In the recording it ran at once: from here on things may no longer be as they were.
    if (operation.type === 'action') this.changedSeq = seq;
    if (operation.type === 'checkpoint') this.pass(operation.input);
    if (operation.type !== 'event') return;
    const { event } = operation;
    if (event.kind === 'step.started') {
      this.steps += 1;
      const kind = this.kindOf(askedBy({ tool: event.tool, args: event.args }));
      if (kind === null) return;
      this.asked.set(event.step, kind);
      this.looks.push({ by: 'step', id: event.step, seq, kind, isAnswered: false });
    } else if (event.kind === 'step.finished') {
      this.ended.set(event.step, event.status);
      const look = this.looks.findLast(({ id }) => id === event.step);
      if (look) look.isAnswered = true;
    } else if (event.kind === 'evidence.recorded') {
      const { id, source, query, step = '', ...item } = event.evidence;
      // The server takes an item that names no service to be about the incident's own.
      const { service = this.service } = item;
      const says = answerOf(item.body, `${item.title} ${query ?? ''}`);
      const asked = this.asked.get(step);
      const kind = asked ?? this.kindOf(askedBy({ source, query }));
      const isOfFailedStep = (this.ended.get(step) ?? 'ok') !== 'ok';
      const times = {
        knownMs: Date.parse(event.at),
        fromMs: ms(item.observedFrom),
        toMs: ms(item.observedTo),
      };
      this.evidence.push({ id, seq, source, service, kind, says, isOfFailedStep, ...times });
      if (kind !== null && asked === undefined) {
        this.looks.push({ by: 'evidence', id, seq, kind, isAnswered: true });
      }
    } else if (event.kind === 'hypothesis.proposed') {
      const { id, confidence = null } = event.hypothesis;
      const history = [{ seq, confidence }];
      this.claims.set(id, { id, seq, status: 'open', confidence, links: [], history });
    }
  }

  /** Its stop points are passed as they are reached, and a claim is settled on. */
  private pass({ stage, hypothesisId = '' }: NewCheckpoint): void {
    const claim = this.claims.get(hypothesisId);
    if (stage === 'commitment' && claim)
      this.claims.set(claim.id, { ...claim, status: 'committed' });
  }

  private kindOf(asked: string | undefined): string | null {
    return asked === undefined ? null : kindOfLook(lookOf(asked, hash));
  }

  facts(): DriftFacts {
    return {
      // A recording states no class of outage.
      incident: { service: this.service, outageClass: null, startedMs: this.startedMs },
      hops: this.places.length === 0 ? null : new Map(this.places.map((place) => [place, 0])),
      evidence: newest(this.evidence),
      looks: newest(this.looks),
      claims: [...this.claims.values()],
      changedSeq: this.changedSeq,
      runningSinceMs: this.startedMs,
      runningSinceSeq: 0,
      isWaitingOnOthers: false,
    };
  }
}

/** Measures a run after each of its events, as the server would, and keeps the worst of each. */
export function worstOfRun(
  operations: readonly Operation[],
  places: readonly string[],
  threshold: number,
): Worst {
  const replay = new Replay(operations[0]?.atMs ?? 0, places);
  const components: Worst['components'] = {
    concentration: null,
    'one-sidedness': null,
    distance: null,
    repetition: null,
    staleness: null,
    'lock-in': null,
  };
  let score = 0;
  let isStopped = false;
  for (const operation of operations) {
    replay.take(operation);
    if (Math.max(replay.evidence.length, replay.steps) < MEASURED_FROM) continue;
    const measured = measureDrift(replay.facts(), operation.atMs);
    score = Math.max(score, measured.score);
    const level = levelOf(measured.score, threshold);
    isStopped ||= isRaised({ ...measured, level, threshold }, replay.evidence.length, null);
    for (const { name, value } of measured.components) {
      if (value !== null) components[name] = Math.max(components[name] ?? 0, value);
    }
  }
  const { length: looks } = replay.looks;
  return { score, isStopped, components, evidence: replay.evidence.length, looks };
}
