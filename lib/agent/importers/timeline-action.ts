import type { EvidenceItem, NewAction } from '../sdk/types';
import { clusterCalls, workloadOf } from './kubectl';
import type { RecordedCall } from './recorded-run';
import { readShell } from './shell';
import { ENVIRONMENT, NOT_STATED } from './timeline-incident';

const UNKNOWN = 'Not stated by the recording.';
const MAX_RATIONALE = 20_000;

export interface ActionContext {
  service: string;
  hypothesisId: string;
  /** Observations made before it, newest last; the last few are named as what it rests on. */
  evidence: readonly Pick<EvidenceItem, 'id'>[];
  /** The agent's own words just before it, where there are any. */
  reasoning: string | undefined;
}

/** Whether a recorded call changed, or may have changed, the system. */
export const isChange = (call: RecordedCall) =>
  call.command !== undefined && clusterCalls(call.command).some((found) => found.isMutating);

/**
 * A recorded change as an action awaiting approval. What approvers need and the recording lacks
 * is set to the most cautious value, and says so.
 */
export function actionOf(call: RecordedCall, context: ActionContext): NewAction | undefined {
  const command = call.command ?? '';
  const change = clusterCalls(command).find((found) => found.isMutating);
  if (!change || context.evidence.length === 0) return undefined;
  const line = readShell(command);
  const resource = change.resource ?? NOT_STATED;
  const service = workloadOf(resource) ?? context.service;
  const place = change.namespace ? `${resource} in ${change.namespace}` : resource;
  const named = context.evidence.slice(-3).map((item) => item.id);
  const verb = [change.verb, change.subverb].filter(Boolean).join(' ');
  return {
    kind: change.kind,
    title: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${place}, as recorded`.slice(0, 300),
    target: {
      service: service.slice(0, 120),
      environment: ENVIRONMENT,
      resource: place.slice(0, 300),
    },
    command: { argv: line.isSimple ? change.argv : ['sh', '-c', command.slice(0, 20_000)] },
    rationale: rationaleOf(call, context, named),
    hypothesisId: context.hypothesisId,
    evidenceIds: named,
    blastRadius: { services: [service.slice(0, 120)], dataLoss: 'possible' },
    reversibility: 'irreversible',
    rollback: { text: UNKNOWN },
    expectedEffect: UNKNOWN,
  };
}

function rationaleOf(call: RecordedCall, context: ActionContext, named: string[]): string {
  const ran = `From a recording, where it ran at ${new Date(call.startMs).toISOString()} with nobody asked`;
  const outcome = call.status === 'ok' ? '' : `, and was refused or failed: ${call.error ?? ''}`;
  const parts = [
    `${ran}${outcome}. Approving it executes nothing.`,
    context.reasoning
      ? `The agent's words just before it: ${context.reasoning.slice(0, 12_000)}`
      : `Rationale: ${UNKNOWN}`,
    `Inferred on import: it rests on ${named.join(', ')}, what the agent had seen last.`,
    'Data loss and reversibility: not stated by the recording; set to the most cautious value on import.',
    'Blast radius: not stated by the recording; only the target is named.',
  ];
  return parts.join('\n\n').slice(0, MAX_RATIONALE);
}
