import { z } from 'zod';
import { madeId } from '@/lib/log/schema';

/** Bytes as WebAuthn writes them in JSON. */
export const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url without padding');

/** A credential's id as its authenticator chose it: at most 1,023 bytes (WebAuthn 3, 5.1). */
export const credentialId = base64url(1364);
export const nonce = base64url(64);

/** What every answer carries beside, and nothing follows from. */
export const outputs = {
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

/** What a passkey said when it was asked to sign, as a browser gives it, with the nonce asked about. */
export const assertionInput = z.strictObject({
  nonce,
  credential: z.strictObject({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.strictObject({
      authenticatorData: base64url(8000),
      clientDataJSON: base64url(8000),
      signature: base64url(8000),
      userHandle: base64url(200).optional(),
    }),
    ...outputs,
  }),
});
export type AssertionInput = z.infer<typeof assertionInput>;

/** A signature by passkey as a decision keeps it: with its own words, all that a check needs. */
export const storedSignature = z.object({
  passkey: madeId,
  credentialId: z.string(),
  /** COSE (RFC 9052), base64url. */
  publicKey: z.string(),
  /** COSE's number for it. */
  algorithm: z.number().int(),
  authenticatorData: z.string(),
  clientDataJSON: z.string(),
  signature: z.string(),
  nonce: z.string(),
  rpId: z.string(),
  origin: z.string(),
});
export type StoredSignature = z.infer<typeof storedSignature>;
