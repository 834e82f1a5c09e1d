import { actionProjection, actionVersionProjection } from '@/lib/actions/fold';
import { agentProjection } from '@/lib/agents/fold';
import { identityProjection } from '@/lib/agents/fold-identity';
import { agentUseProjection } from '@/lib/agents/fold-use';
import { handoverProjection } from '@/lib/command/fold';
import { evidenceProjection } from '@/lib/evidence/fold';
import { freezeProjection } from '@/lib/freeze/fold';
import { executionProjection, grantProjection } from '@/lib/grants/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { incidentProjection } from '@/lib/incidents/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import {
  checkpointProjection,
  directiveProjection,
  stepProjection,
} from '@/lib/investigations/fold-held';
import type { Projection } from '@/lib/log/projection';
import { mentionProjection } from '@/lib/mentions/fold';
import { passkeyProjection, recoveryProjection } from '@/lib/passkeys/fold';
import { noticeProjection } from '@/lib/notices/fold';
import { deviceProjection, webhookProjection } from '@/lib/notices/fold-targets';
import { personProjection } from '@/lib/people/fold';
import { personChangeProjection } from '@/lib/people/fold-change';
import { policyProjection, policyVersionProjection } from '@/lib/policies/fold';
import { serviceProjection } from '@/lib/services/fold';

const forget = <Row extends object>(declared: Projection<Row>): Projection =>
  declared as unknown as Projection;

/** What an investigation's stream folds into: the room, in the tables and in the browser. */
export const roomProjections: Projection[] = [
  forget(investigationProjection),
  forget(stepProjection),
  forget(evidenceProjection),
  forget(hypothesisProjection),
  forget(checkpointProjection),
  forget(directiveProjection),
  forget(actionProjection),
  forget(actionVersionProjection),
  forget(grantProjection),
  forget(executionProjection),
];

/** Every projection there is; the log runs them all on every event. */
export const projections: Projection[] = [
  forget(personProjection),
  forget(personChangeProjection),
  forget(serviceProjection),
  forget(agentProjection),
  forget(policyProjection),
  forget(policyVersionProjection),
  forget(incidentProjection),
  forget(identityProjection),
  forget(agentUseProjection),
  ...roomProjections,
  forget(freezeProjection),
  forget(passkeyProjection),
  forget(recoveryProjection),
  forget(noticeProjection),
  forget(webhookProjection),
  forget(deviceProjection),
  forget(handoverProjection),
  forget(mentionProjection),
];
