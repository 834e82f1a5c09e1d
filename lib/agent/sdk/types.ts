/** What machines read and write over the HTTP contract. Instants are RFC 3339 UTC strings. */

export type Severity = 'sev1' | 'sev2' | 'sev3' | 'sev4';
export type IncidentStatus = 'open' | 'mitigated' | 'resolved' | 'closed';
export type InvestigationStatus =
  | 'running'
  | 'waiting'
  | 'paused'
  | 'stopped'
  | 'concluded'
  | 'failed';
export type Stage = 'gathering' | 'hypothesizing' | 'proposing';
export type CheckpointStage = 'evidence' | 'commitment';
export type CheckpointState = 'waiting' | 'released' | 'returned' | 'stopped' | 'expired';
export type EvidenceSource =
  | 'logs'
  | 'metrics'
  | 'traces'
  | 'changes'
  | 'config'
  | 'topology'
  | 'tickets'
  | 'code'
  | 'other';
export type ActionKind =
  | 'rollback'
  | 'scale'
  | 'restart'
  | 'config'
  | 'failover'
  | 'feature_flag'
  | 'custom';
export type ActionState =
  | 'proposed'
  | 'pending_approval'
  | 'approved'
  | 'redeemed'
  | 'executing'
  | 'succeeded'
  | 'failed'
  | 'indeterminate'
  | 'superseded'
  | 'withdrawn'
  | 'rejected'
  | 'expired'
  | 'rolled_back';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface ActorRef {
  type: 'agent' | 'person' | 'executor' | 'policy' | 'system';
  id: string;
  name: string;
}

export interface Service {
  name: string;
  environments: string[];
  dependsOn: string[];
  owners: string[];
  trafficShare?: number | null;
}

export interface Incident {
  id: string;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  service: string;
  environment: string;
  outageClass?: string | null;
  startedAt?: string | null;
  summary?: string | null;
}

export interface NewIncident {
  title: string;
  severity: Severity;
  service: string;
  environment: string;
  outageClass?: string;
  startedAt?: string;
  summary?: string;
}

export interface IncidentQuery {
  status?: string;
  severity?: string;
  service?: string;
  outageClass?: string;
  q?: string;
  from?: string;
  to?: string;
  /** Seconds to hold the request open for; the server clamps it to 30. */
  wait?: number;
  limit?: number;
  cursor?: string;
}

export interface NewInvestigation {
  incidentId: string;
  goal?: string;
  clock?: 'live' | 'imported';
}

export interface Investigation {
  id: string;
  incidentId: string;
  agentId: string;
  status: InvestigationStatus;
  stage: Stage;
  mode: 'observe' | 'propose' | 'bounded';
  lastSeq: number;
  clock?: 'live' | 'imported';
  checkpoint?: { id: string; stage: CheckpointStage; state: CheckpointState } | null;
}

export type EvidenceBody =
  | { format: 'text'; text: string }
  | {
      format: 'log';
      lines: { at?: string; level?: string; service?: string; message: string }[];
    }
  | { format: 'json'; value: unknown }
  | { format: 'series'; unit?: string; series: { name: string; points: [string, number][] }[] }
  | { format: 'table'; columns: string[]; rows: (string | number | boolean | null)[][] }
  | { format: 'diff'; unified: string }
  | {
      format: 'trace';
      spans: {
        id: string;
        parentId?: string;
        service: string;
        name: string;
        startAt: string;
        durationMs: number;
        status?: string;
      }[];
    };

export interface EvidenceItem {
  id: string;
  source: EvidenceSource;
  title: string;
  query?: string;
  service?: string;
  environment?: string;
  observedFrom?: string;
  observedTo?: string;
  step?: string;
  truncated?: boolean;
  body: EvidenceBody;
}

export type HypothesisStatus = 'open' | 'supported' | 'refuted' | 'inconclusive';

export type AgentEvent = { id: string; at: string } & (
  | {
      kind: 'step.started';
      step: string;
      tool: string;
      args?: unknown;
      source?: EvidenceSource;
      lane?: string;
    }
  | {
      kind: 'step.finished';
      step: string;
      status: 'ok' | 'error' | 'denied';
      durationMs?: number;
      error?: string;
    }
  | { kind: 'evidence.recorded'; evidence: EvidenceItem }
  | {
      kind: 'hypothesis.proposed';
      hypothesis: { id: string; statement: string; confidence?: number; outageClass?: string };
    }
  | {
      kind: 'hypothesis.revised';
      hypothesisId: string;
      confidence?: number;
      status?: HypothesisStatus;
      because: string[];
      note?: string;
    }
  | {
      kind: 'hypothesis.linked';
      hypothesisId: string;
      evidenceId: string;
      relation: 'supports' | 'contradicts';
      weight?: number;
      note?: string;
    }
  | { kind: 'directive.acknowledged'; directive: string }
  | { kind: 'note.added'; text: string }
  | {
      kind: 'investigation.concluded';
      outcome: 'root_cause_identified' | 'best_effort' | 'inconclusive' | 'blocked';
      summary: string;
    }
);

/** An event as the log tells it; the payload's fields stand beside the envelope's. */
export interface StoredEvent {
  seq: number;
  id: string;
  kind: string;
  actor: ActorRef;
  at: string;
  recordedAt: string;
  hash: string;
  [field: string]: unknown;
}

export interface Directive {
  id: string;
  seq: number;
  directive: 'pause' | 'resume' | 'stop' | 'steer' | 'return';
  instruction?: string | null;
  reason?: string | null;
}

export interface EventsAnswer {
  accepted: number;
  duplicates: number;
  lastSeq: number;
  status: InvestigationStatus;
  stage: Stage;
  directives: Directive[];
}

export interface NewCheckpoint {
  stage: CheckpointStage;
  summary: string;
  hypothesisId?: string;
  /** Honoured on imported investigations only. */
  at?: string;
}

export interface Checkpoint {
  id: string;
  stage: CheckpointStage;
  state: CheckpointState;
  expiresAt: string | null;
  instruction?: string | null;
  decidedBy?: ActorRef | null;
}
