import { createHash } from 'node:crypto';
import { clusterCalls } from '@/lib/agent/importers/kubectl';
import type { Operation } from '@/lib/agent/importers/timeline';
import type { NewCheckpoint } from '@/lib/agent/sdk/types';
import {
  type ClaimFact,
  type DriftFacts,
  type EvidenceFact,
  type LookFact,
  WINDOW,
} from '@/lib/drift/facts';
import { askedBy, kindOfLook, lookOf } from '@/lib/drift/look';
import { MEASURED_FROM, measureDrift } from '@/lib/drift/rules';
import type { DriftComponentName } from '@/lib/drift/schema';

/** The worst that a run came to, altogether and by component; null where never stated. */
export interface Worst {
  score: number;
  components: Record<DriftComponentName, number | null>;
  evidence: number;
  looks: number;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const ms = (instant: string | undefined) => (instant === undefined ? null : Date.parse(instant));
const newest = <T>(all: T[]) => all.slice(-WINDOW);

/** The namespace that a command names, where it names one: what a recording has for a service. */
function placeOf(query: string | undefined): string | null {
  const named = clusterCalls(query ?? '').flatMap(({ namespace }) => namespace ?? []);
  const [only, ...others] = new Set(named);
  return only !== undefined && others.length === 0 ? only : null;
}

/** The facts that the server would have had, built up event by event. */
class Replay {
  readonly evidence: EvidenceFact[] = [];
  readonly looks: LookFact[] = [];
  readonly claims = new Map<string, ClaimFact>();
  private readonly asking = new Set<string>();
  steps = 0;
  private seq = 0;
  private changedSeq = 0;

  constructor(
    private readonly startedMs: number,
    private readonly places: readonly string[],
  ) {}

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
      this.asking.add(event.step);
      this.looks.push({ by: 'step', id: event.step, seq, kind });
    } else if (event.kind === 'evidence.recorded') {
      const { id, source, query, step, observedFrom, observedTo } = event.evidence;
      const kind = this.kindOf(askedBy({ source, query }));
      const times = {
        knownMs: Date.parse(event.at),
        fromMs: ms(observedFrom),
        toMs: ms(observedTo),
      };
      this.evidence.push({ id, seq, source, service: placeOf(query), kind, ...times });
      if (kind !== null && !this.asking.has(step ?? '')) {
        this.looks.push({ by: 'evidence', id, seq, kind });
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
      incident: { service: this.places[0] ?? '', outageClass: null, startedMs: this.startedMs },
      hops: this.places.length === 0 ? null : new Map(this.places.map((place) => [place, 0])),
      evidence: newest(this.evidence),
      looks: newest(this.looks),
      claims: [...this.claims.values()],
      changedSeq: this.changedSeq,
      runningSinceMs: this.startedMs,
      isWaitingOnOthers: false,
    };
  }
}

/** Measures a run after each of its events, as the server would, and keeps the worst of each. */
export function worstOfRun(operations: readonly Operation[], places: readonly string[]): Worst {
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
  for (const operation of operations) {
    replay.take(operation);
    if (Math.max(replay.evidence.length, replay.steps) < MEASURED_FROM) continue;
    const measured = measureDrift(replay.facts(), operation.atMs);
    score = Math.max(score, measured.score);
    for (const { name, value } of measured.components) {
      if (value !== null) components[name] = Math.max(components[name] ?? 0, value);
    }
  }
  const { length: looks } = replay.looks;
  return { score, components, evidence: replay.evidence.length, looks };
}
