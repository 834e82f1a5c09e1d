import type { z } from 'zod';
import type { actionOut } from '@/lib/actions/output';
import type { proposeActionInput } from '@/lib/actions/schema';
import type { delegateInput } from '@/lib/agents/schema';
import type { delegationOut } from '@/lib/agents/schema-views';
import type { evidence } from '@/lib/evidence/schema';
import type { freezeOut } from '@/lib/freeze/output';
import type { executionEventsInput, redeemInput, verificationInput } from '@/lib/grants/schema';
import type { incidentRow, openIncidentInput } from '@/lib/incidents/schema';
import type {
  agentEvent,
  checkpointRow,
  directiveRow,
  investigationRow,
} from '@/lib/investigations/schema';
import type {
  createInvestigationInput,
  requestCheckpointInput,
} from '@/lib/investigations/schema-input';
import type { investigationState } from '@/lib/investigations/views';
import type { storedEvent } from '@/lib/log/schema';
import type { serviceRow } from '@/lib/services/schema';

/** What machines read and write over the contract: the schemas' types, none written twice. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Service = z.infer<typeof serviceRow>;

export type NewIncident = z.input<typeof openIncidentInput>;
export type Incident = z.infer<typeof incidentRow>;

export type NewInvestigation = z.input<typeof createInvestigationInput>;
export type Investigation = z.infer<typeof investigationRow>;
/** As a read gives it, now or as it was known: with its stop point, hypotheses and actions. */
export type InvestigationState = z.infer<typeof investigationState>;

export type AgentEvent = z.input<typeof agentEvent>;
export type EvidenceItem = z.input<typeof evidence>;
export type EvidenceBody = EvidenceItem['body'];
export type EvidenceSource = EvidenceItem['source'];
export type WireEvent = z.infer<typeof storedEvent>;

export type NewSubAgent = z.input<typeof delegateInput>;
export type SubAgent = z.infer<typeof delegationOut>;

export type NewCheckpoint = z.input<typeof requestCheckpointInput>;
export type Checkpoint = z.infer<typeof checkpointRow>;
export type Directive = z.infer<typeof directiveRow>;

export type NewAction = z.input<typeof proposeActionInput>;
export type Action = z.infer<typeof actionOut>;
export type ActionState = Action['state'];

export type NewRedemption = z.input<typeof redeemInput>;
export type ExecutionEvent = z.input<typeof executionEventsInput>['events'][number];
export type VerificationReport = z.input<typeof verificationInput>;

export type Freeze = z.infer<typeof freezeOut>;

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

export interface EventsAnswer {
  accepted: number;
  duplicates: number;
  lastSeq: number;
  status: Investigation['status'];
  stage: Investigation['stage'];
  /** The stop point it stands before, perhaps raised by these very events. */
  checkpointId: string | null;
  /** Those not yet acknowledged. */
  directives: Directive[];
}

/** An unredeemed grant, as its executor reads it. */
export interface Grant {
  id: string;
  token: string;
  actionId: string;
  version: number;
  digest: string;
  expiresAt: string;
}

export interface Redemption {
  executionId: string;
  action: Action;
  leaseExpiresAt: string;
}
