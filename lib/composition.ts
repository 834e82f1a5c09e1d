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
import { listed, type Projection } from '@/lib/log/projection';
import { mentionProjection } from '@/lib/mentions/fold';
import { passkeyProjection, recoveryProjection } from '@/lib/passkeys/fold';
import { noticeProjection } from '@/lib/notices/fold';
import { deviceProjection, webhookProjection } from '@/lib/notices/fold-targets';
import { personProjection } from '@/lib/people/fold';
import { personChangeProjection } from '@/lib/people/fold-change';
import { policyProjection, policyVersionProjection } from '@/lib/policies/fold';
import { serviceProjection } from '@/lib/services/fold';
import { sourceLinkProjection } from '@/lib/source-links/fold';

/** What an investigation's stream folds into: the room, in the tables and in the browser. */
export const roomProjections: Projection[] = [
  listed(investigationProjection),
  listed(stepProjection),
  listed(evidenceProjection),
  listed(hypothesisProjection),
  listed(checkpointProjection),
  listed(directiveProjection),
  listed(actionProjection),
  listed(actionVersionProjection),
  listed(grantProjection),
  listed(executionProjection),
];

/** Every projection there is; the log runs them all on every event. */
export const projections: Projection[] = [
  listed(personProjection),
  listed(personChangeProjection),
  listed(serviceProjection),
  listed(agentProjection),
  listed(policyProjection),
  listed(policyVersionProjection),
  listed(incidentProjection),
  listed(identityProjection),
  listed(agentUseProjection),
  ...roomProjections,
  listed(freezeProjection),
  listed(passkeyProjection),
  listed(recoveryProjection),
  listed(noticeProjection),
  listed(webhookProjection),
  listed(deviceProjection),
  listed(handoverProjection),
  listed(mentionProjection),
  listed(sourceLinkProjection),
];
