import { contents } from '../pages/samples';
import {
  ANN,
  created,
  eventAt,
  evidenceAt,
  instantAt,
  linkedAt,
  proposedAt,
  stopAt,
} from './room-sample';

export const CLAIM = 'Release r42 broke checkout';
export const AGAINST = 'payments logs a certificate warning';
const HANDS = { type: 'executor', id: 'agt_2', name: 'release-executor' } as const;
export const of = { action: 'act_1', version: 1 };

export const begun = [created()];
export const claimed = [
  ...begun,
  evidenceAt(2, 'E1', AGAINST),
  proposedAt(3, 'H1', CLAIM, 0.92),
  linkedAt(4, 'H1', 'E1', 'contradicts', 0.35),
];
export const control = (to: 'pause' | 'stop') =>
  eventAt(9, 'directive.given', { directive: 'dir_1', control: to, checkpoint: null });
export const ended = (outcome: string) =>
  eventAt(20, 'investigation.concluded', { outcome, summary: 'x' });
/** Its id follows its seq, which the facts number anew. */
export const stop = (stage: 'evidence' | 'commitment' | 'budget' | 'drift') => {
  const asked = stopAt(8, 'evidence', stage === 'commitment' ? 'H1' : undefined);
  return { ...asked, payload: { ...asked.payload, stage } };
};
export const refuted = eventAt(
  9,
  'hypothesis.refuted',
  { hypothesisId: 'H1', reason: 'It was not live.' },
  { actor: ANN },
);
export const expired = eventAt(9, 'checkpoint.expired', { checkpoint: 'chk_8', stage: 'evidence' });

export const proposed = [
  ...claimed,
  eventAt(10, 'action.proposed', {
    ...of,
    digest: 'd',
    contents: contents(),
    expiresAt: instantAt(600),
  }),
];
export const decided = (decision: 'approve' | 'reject') =>
  eventAt(
    11,
    'action.decided',
    {
      ...of,
      digest: 'd',
      decisionId: 'dec_1',
      decision,
      state: decision === 'approve' ? 'approved' : 'rejected',
      reason: null,
      viewDigest: null,
      view: null,
    },
    { actor: ANN },
  );
export const signed = [
  ...proposed,
  decided('approve'),
  eventAt(12, 'grant.minted', {
    ...of,
    grant: 'grt_1',
    digest: 'd',
    executorId: HANDS.id,
    jti: 'grt_1',
    keyId: 'k',
    expiresAt: instantAt(120),
  }),
];
export const executing = [
  ...signed,
  eventAt(
    13,
    'grant.redeemed',
    {
      grant: 'grt_1',
      action: 'act_1',
      execution: 'exe_1',
      target: contents().target,
      observed: null,
      leaseExpiresAt: instantAt(65),
    },
    { actor: HANDS },
  ),
];
export const execution = { execution: 'exe_1', action: 'act_1' };
export const carriedOut = (how: 'succeeded' | 'failed') =>
  eventAt(
    14,
    `execution.${how}`,
    { ...execution, leaseExpiresAt: instantAt(66), text: null, exitCode: how === 'failed' ? 1 : 0 },
    { actor: HANDS },
  );
export const measured = (status: 'recovered' | 'not_recovered') =>
  eventAt(15, 'verification.reported', { ...of, ...execution, status });
