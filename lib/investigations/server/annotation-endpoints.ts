import 'server-only';
import { z } from 'zod';
import { evidenceRow, flagInput } from '@/lib/evidence/schema';
import { hypothesisRow, refuteInput, reinstateInput } from '@/lib/hypotheses/schema';
import { endpoint } from '@/lib/http/endpoint';
import { noteInput, verdictInput } from '@/lib/investigations/schema-input';
import { addNote } from '@/lib/investigations/server/add-note';
import { flagEvidence, giveVerdict } from '@/lib/investigations/server/annotate';
import { refuteClaim, reinstateClaim } from '@/lib/investigations/server/refute-claim';
import { storedEvent } from '@/lib/log/schema';

const tags = ['investigations'];
const params = z.object({ id: z.string() });
const claimParams = params.extend({ hypothesisId: z.string() });

export const flagEvidenceEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/evidence/{evidenceId}/flag',
  summary: 'Mark evidence as a red herring or as key',
  tags,
  permission: 'evidence.flag',
  params: params.extend({ evidenceId: z.string() }),
  body: flagInput,
  response: evidenceRow,
  problems: ['not-found'],
  run: (ctx, { params: { id, evidenceId }, body }) =>
    flagEvidence(ctx, { id, evidenceId, ...body }),
});

export const addNoteEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/notes',
  summary: 'Add a note to the timeline',
  tags,
  permission: 'note.add',
  params,
  body: noteInput,
  status: 201,
  response: storedEvent,
  problems: ['not-found', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => addNote(ctx, { id, ...body }),
});

export const giveVerdictEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/verdicts',
  summary: 'Judge a hypothesis or an action afterwards',
  tags,
  permission: 'verdict.give',
  params,
  body: verdictInput,
  status: 201,
  response: storedEvent,
  problems: ['not-found', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => giveVerdict(ctx, { id, ...body }),
});

export const refuteClaimEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/hypotheses/{hypothesisId}/refutation',
  summary: 'Refute a claim, as a person and with a reason',
  description:
    'Whatever the agent says of it, the claim stands refuted until that is taken back: it cannot be committed, and what waits for a signature on it is void. The agent is told by a `steer` directive.',
  tags,
  permission: 'hypothesis.refute',
  params: claimParams,
  body: refuteInput,
  status: 201,
  response: hypothesisRow,
  problems: ['not-found', 'already-refuted', 'imported'],
  run: (ctx, { params: { id, hypothesisId }, body }) =>
    refuteClaim(ctx, { id, hypothesisId, ...body }),
});

export const reinstateClaimEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/hypotheses/{hypothesisId}/refutation/withdrawal',
  summary: 'Take back a person’s refutation of a claim',
  tags,
  permission: 'hypothesis.refute',
  params: claimParams,
  body: reinstateInput,
  response: hypothesisRow,
  problems: ['not-found', 'not-refuted', 'not-in-command', 'imported'],
  run: (ctx, { params: { id, hypothesisId }, body }) =>
    reinstateClaim(ctx, { id, hypothesisId, ...body }),
});
