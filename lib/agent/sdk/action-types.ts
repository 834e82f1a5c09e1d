import type { ActionKind, ActionState } from './types';

export interface ActionTarget {
  service: string;
  environment: string;
  resource: string;
}

export type ActionCommand =
  | { argv: string[] }
  | { patch: { format: string; text: string } }
  | { request: { method: string; url: string; body?: unknown } };

/** A proposed change, with everything an approver relies on. */
export interface NewAction {
  kind: ActionKind;
  title: string;
  target: ActionTarget;
  command: ActionCommand;
  parameters?: Record<string, unknown>;
  /** What must still hold at redemption; the executor sends what it observed. */
  expects?: Record<string, string | number | boolean>;
  diff?: string;
  dryRun?: string;
  rationale: string;
  hypothesisId: string;
  evidenceIds: string[];
  blastRadius: { services: string[]; trafficPercent?: number; dataLoss: 'none' | 'possible' };
  reversibility: 'reversible' | 'compensable' | 'irreversible';
  rollback: { argv: string[] } | { text: string };
  expectedEffect: string;
  verification?: string;
  rollbackOf?: string;
}

export interface Action extends NewAction {
  id: string;
  version: number;
  digest: string;
  state: ActionState;
  risk: 'low' | 'medium' | 'high' | 'critical';
  requirements: {
    approvals: number;
    roles: string[];
    separationOfDuties: boolean;
    stepUp: boolean;
  };
  incidentId: string;
  investigationId: string;
  executorId: string;
  expiresAt: string;
}

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

export interface ExecutionEvent {
  id: string;
  kind: 'started' | 'heartbeat' | 'output' | 'succeeded' | 'failed';
  at: string;
  text?: string;
  exitCode?: number;
}

export interface VerificationReport {
  status: 'recovered' | 'not_recovered' | 'unknown';
  evidence?: unknown;
}
