import type { HypothesisStatus } from '@/lib/hypotheses/schema';
import type { OutageClass } from '@/lib/services/schema';

/** Items of evidence, and looks, that a measurement goes by: the newest of each. */
export const WINDOW = 40;
/** Of each hypothesis, the newest links and revisions that count. */
export const LINKS = 200;
export const REVISIONS = 50;
/** Hypotheses that count: the committed one and the surest. */
export const CLAIMS = 20;

export interface EvidenceFact {
  id: string;
  seq: number;
  source: string;
  /** Null where nothing says which. */
  service: string | null;
  /** What was asked, reduced to its kind by {@link template}; null where no query is stated. */
  kind: string | null;
  /** What was answered, without the words of the question; null where it is long or was erased. */
  says: string | null;
  /** The step that brought it ended in an error or was denied: it tells that, and nothing of the incident. */
  isOfFailedStep: boolean;
  /** When it became known, epoch ms: the database's clock, or a recording's own. */
  knownMs: number;
  /** The time it tells of, epoch ms. */
  fromMs: number | null;
  toMs: number | null;
}

/** One question put to a source, by a step or by the evidence that it brought. */
export interface LookFact {
  by: 'step' | 'evidence';
  /** Of the step or the item of evidence. */
  id: string;
  seq: number;
  kind: string;
  /** It has been answered; a step that still runs may bring something yet. */
  isAnswered: boolean;
}

export interface LinkFact {
  evidenceId: string;
  relation: 'supports' | 'contradicts';
  weight: number | null;
  seq: number;
}

export interface RevisionFact {
  seq: number;
  confidence: number | null;
}

export interface ClaimFact {
  id: string;
  seq: number;
  status: HypothesisStatus;
  confidence: number | null;
  links: LinkFact[];
  /** In order; the first is the proposal, unless there are more than {@link REVISIONS}. */
  history: RevisionFact[];
}

/** Everything that drift is measured by: bounded in size, whatever the investigation's. */
export interface DriftFacts {
  incident: {
    service: string;
    outageClass: OutageClass | null;
    startedMs: number;
  };
  /**
   * How many edges of the catalogue's graph lie between the incident's service and another, either
   * way; a service that is not there is farther. Null where the catalogue knows no edge of it.
   */
  hops: ReadonlyMap<string, number> | null;
  /** In order of seq, the newest {@link WINDOW}. */
  evidence: EvidenceFact[];
  /** In order of seq, the newest {@link WINDOW}. */
  looks: LookFact[];
  claims: ClaimFact[];
  /** Seq of the last change that was carried out; 0 without one. What is asked after it is asked anew. */
  changedSeq: number;
  /** Since when it has run without being held: epoch ms, and the seq before what it did since. */
  runningSinceMs: number;
  runningSinceSeq: number;
  /** It waits on others by design, such as for a signature, and is not expected to look further. */
  isWaitingOnOthers: boolean;
}
