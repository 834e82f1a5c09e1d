import { z } from 'zod';
import { instantOut, madeId } from '@/lib/log/schema';
import { passkeyRow, recoveryRow } from '@/lib/passkeys/schema';

/** How a browser may reach an authenticator; hints, and others are passed over. */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
export const transport = z.enum(TRANSPORTS);

/** For `navigator.credentials.get`, by `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export const requestOptions = z.object({
  rpId: z.string(),
  challenge: z.string(),
  /** In milliseconds. */
  timeout: z.number(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(
    z.object({
      id: z.string(),
      type: z.literal('public-key'),
      transports: z.array(transport),
    }),
  ),
});
export type RequestOptions = z.infer<typeof requestOptions>;

/** A question for a passkey, and the nonce that is to come back with the answer. */
export const question = z.object({ nonce: z.string(), options: requestOptions });
export type Question = z.infer<typeof question>;

/** For `navigator.credentials.create`, by `PublicKeyCredential.parseCreationOptionsFromJSON`. */
const creationOptions = z.looseObject({ challenge: z.string() });

export const enrolment = z.object({
  nonce: z.string(),
  options: creationOptions,
  /** Answered first, by a passkey that one has; null where one has none. */
  confirmation: question.nullable(),
});
export type Enrolment = z.infer<typeof enrolment>;

export const passkeyOut = passkeyRow
  .pick({
    id: true,
    name: true,
    backedUp: true,
    createdAt: true,
    lastUsedAt: true,
    suspectedAt: true,
  })
  .extend({
    /** A passkey of another address of this installation signs nothing here. */
    isOfThisSite: z.boolean(),
  });
export type PasskeyOut = z.infer<typeof passkeyOut>;

/** One's own passkeys, and what it takes to add one. */
export const passkeysOut = z.object({
  items: z.array(passkeyOut),
  /** `first`: the password. `passkey`: that and a passkey. `recovery`: that, until then. */
  enrolBy: z.enum(['first', 'passkey', 'recovery', 'nothing']),
  enrolUntil: instantOut.nullable(),
  /** A recovery that an admin has opened for one, which one may take back. */
  openRecovery: recoveryRow.nullable(),
});
export type PasskeysOut = z.infer<typeof passkeysOut>;

const named = z.object({ id: madeId, name: z.string() });

export const recoveryOut = recoveryRow.extend({
  person: named,
  /** Nobody confirmed it, or the person did not enrol, in time. */
  isOver: z.boolean(),
});
export type RecoveryOut = z.infer<typeof recoveryOut>;

/** Who may sign and could not where a passkey is asked for. */
export const readiness = z.object({
  /** From which risk on the policy in force asks for a passkey, at its strictest. */
  asksFrom: z.enum(['never', 'critical', 'high', 'medium', 'low']),
  approvers: z.number().int(),
  lacking: z.array(
    z.object({
      ...named.shape,
      services: z.array(z.string()),
      /** One is there and may have been copied, so it signs nothing. */
      isSuspected: z.boolean(),
    }),
  ),
});
export type Readiness = z.infer<typeof readiness>;
