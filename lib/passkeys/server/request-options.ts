import 'server-only';
import { z } from 'zod';
import { type RequestOptions, transport } from '@/lib/passkeys/output';
import { isStanding } from '@/lib/passkeys/rules';
import type { PasskeyRow } from '@/lib/passkeys/schema';
import { CHALLENGE_TTL_MS } from './challenges';
import { relyingParty } from './relying-party';

/** What a browser asks a passkey of these for: a signature on this challenge, the person verified. */
export const requestOptions = (passkeys: PasskeyRow[], challenge: string): RequestOptions => ({
  rpId: relyingParty().rpId,
  challenge,
  timeout: CHALLENGE_TTL_MS,
  userVerification: 'required',
  allowCredentials: passkeys.filter(isStanding).map(({ credentialId, transports }) => ({
    id: credentialId,
    type: 'public-key',
    transports: z.array(transport).parse(transports),
  })),
});
