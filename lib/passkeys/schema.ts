import { z } from 'zod';
import { eventActor, instantOut, madeId } from '@/lib/log/schema';
import {
  assertionInput,
  base64url,
  credentialId,
  nonce,
  outputs,
} from '@/lib/passkeys/signature-schema';

/** What a challenge is handed out for; one for another errand is worth nothing. */
export const errand = z.enum(['enrol', 'confirm', 'remove', 'decide']);
export type Errand = z.infer<typeof errand>;

/** What an authenticator said when it made a passkey, as a browser gives it. */
const attestationInput = z.strictObject({
  nonce,
  credential: z.strictObject({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.strictObject({
      clientDataJSON: base64url(8000),
      attestationObject: base64url(64_000),
      authenticatorData: base64url(16_000).optional(),
      transports: z.array(z.string().max(40)).max(10).optional(),
      publicKeyAlgorithm: z.int().optional(),
      publicKey: base64url(8000).optional(),
    }),
    ...outputs,
  }),
});
export type AttestationInput = z.infer<typeof attestationInput>;

const passkeyName = z.string().trim().min(1, 'must not be empty').max(80);

export const startEnrolmentInput = z.strictObject({
  password: z.string().min(1, 'must not be empty').max(200),
});

export const addPasskeyInput = z.strictObject({
  name: passkeyName,
  attestation: attestationInput,
  /** By a passkey that one has already; needed wherever there is one. */
  assertion: assertionInput.optional(),
});
export type AddPasskeyInput = z.infer<typeof addPasskeyInput>;

export const renamePasskeyInput = z.strictObject({ name: passkeyName });
export const removePasskeyInput = z.strictObject({ assertion: assertionInput });

const recoveryReason = z.string().trim().min(1, 'must say why').max(2000);
export const openRecoveryInput = z.strictObject({ reason: recoveryReason });

export const passkeyRow = z.object({
  id: madeId,
  personId: madeId,
  credentialId: z.string(),
  publicKey: z.string(),
  algorithm: z.number().int(),
  rpId: z.string(),
  name: z.string(),
  transports: z.array(z.string()),
  /** The model of authenticator, by its own word: nothing attests it. */
  aaguid: z.string(),
  signCount: z.number().int(),
  backupEligible: z.boolean(),
  backedUp: z.boolean(),
  createdAt: instantOut,
  lastUsedAt: instantOut.nullable(),
  suspectedAt: instantOut.nullable(),
  endedAt: instantOut.nullable(),
  endedBecause: z.enum(['removed', 'lost']).nullable(),
});
export type PasskeyRow = z.infer<typeof passkeyRow>;

export const recoveryRow = z.object({
  id: madeId,
  personId: madeId,
  /** That its time is over is for the clock to say, not for a state. */
  state: z.enum(['opened', 'confirmed', 'used', 'withdrawn']),
  reason: z.string(),
  openedBy: eventActor,
  openedAt: instantOut,
  confirmUntil: instantOut,
  confirmedBy: eventActor.nullable(),
  confirmedAt: instantOut.nullable(),
  enrolUntil: instantOut.nullable(),
  endedBy: eventActor.nullable(),
  endedAt: instantOut.nullable(),
});
export type RecoveryRow = z.infer<typeof recoveryRow>;

const one = { passkey: madeId };
const recovery = { recovery: madeId };

export const passkeyPayloads = {
  'person.passkey_added': z.object({
    ...one,
    ...passkeyRow.pick({
      credentialId: true,
      publicKey: true,
      algorithm: true,
      rpId: true,
      name: true,
      transports: true,
      aaguid: true,
      signCount: true,
      backupEligible: true,
      backedUp: true,
    }).shape,
    /** What gave the right: nothing was there before, another passkey, or two admins. */
    by: z.enum(['first', 'passkey', 'recovery']),
    recovery: madeId.nullable(),
  }),
  'person.passkey_renamed': z.object({ ...one, name: z.string() }),
  'person.passkey_used': z.object({
    ...one,
    errand,
    subject: z.string(),
    signCount: z.number().int(),
    backedUp: z.boolean(),
  }),
  /** Its counter did not go up: what it signed was refused, and so is all that it signs later. */
  'person.passkey_suspected': z.object({
    ...one,
    errand,
    subject: z.string(),
    had: z.number().int(),
    signCount: z.number().int(),
  }),
  'person.passkey_removed': z.object({ ...one, confirmedWith: madeId }),
  'person.passkey_recovery_opened': z.object({
    ...recovery,
    reason: z.string(),
    confirmUntil: instantOut,
  }),
  'person.passkey_recovery_confirmed': z.object({
    ...recovery,
    /** The passkeys that count no more. */
    revoked: z.array(madeId),
    enrolUntil: instantOut,
  }),
  'person.passkey_recovery_withdrawn': z.object(recovery),
};
