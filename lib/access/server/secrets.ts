import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

const tokenOf = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** A new machine key, 256 random bits; shown once, kept only as {@link hashSecret}. */
export const newMachineKey = (): string => tokenOf('csk');

/** A new invitation's token, 256 random bits. */
export const newInvitationToken = (): string => tokenOf('csi');

/** A new token of a password's reset, 256 random bits. */
export const newResetToken = (): string => tokenOf('csr');

/** How keys and tokens are kept: SHA-256 in hex. They are random, so no salt or slowness is due. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');
