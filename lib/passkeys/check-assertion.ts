import {
  isoBase64URL,
  parseAuthenticatorData,
  verifySignature,
} from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import { sha256 } from '@/lib/log/canonical';
import { assertionFault, type Expected } from '@/lib/passkeys/rules';

/** An assertion in its parts, each base64url as the browser gave it. */
export interface Assertion {
  authenticatorData: string;
  clientDataJSON: string;
  signature: string;
}

export type Checked =
  | { fault: string }
  | { fault: undefined; signCount: number; backedUp: boolean };

/** What a browser says of the call that was made to it (WebAuthn 3, 5.8.1). */
const clientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().default(false),
});

/** What both sides of an assertion say; undefined where they cannot be read. */
function read({ authenticatorData, clientDataJSON }: Assertion) {
  try {
    const data = isoBase64URL.toBuffer(authenticatorData);
    const client = clientData.parse(JSON.parse(isoBase64URL.toUTF8String(clientDataJSON)));
    return { data, client, parsed: parseAuthenticatorData(data) };
  } catch {
    return undefined; // Whatever it is, it was not made by a passkey.
  }
}

/** Over the data as it came and the hash of what the browser said (WebAuthn 3, 7.2, step 21). */
async function holds(data: Uint8Array, assertion: Assertion, publicKey: string): Promise<boolean> {
  try {
    return await verifySignature({
      signature: isoBase64URL.toBuffer(assertion.signature),
      data: new Uint8Array(
        Buffer.concat([data, sha256(isoBase64URL.toBuffer(assertion.clientDataJSON))]),
      ),
      credentialPublicKey: isoBase64URL.toBuffer(publicKey),
    });
  } catch {
    return false; // A signature of the wrong shape is thrown about, not answered.
  }
}

/**
 * Whether an assertion answers exactly what was asked, by this public key, with the person present
 * and verified. It asks nothing of any server, so an auditor runs the very check that we ran. The
 * counter is for whoever knows the last one.
 * @param publicKey COSE, base64url
 */
export async function checkAssertion(
  assertion: Assertion,
  publicKey: string,
  expected: Expected,
): Promise<Checked> {
  const found = read(assertion);
  if (!found) return { fault: 'It cannot be read.' };
  const { data, client, parsed } = found;
  const fault = assertionFault(
    {
      ...client,
      isOfSite: sha256(expected.rpId).equals(parsed.rpIdHash),
      isPresent: parsed.flags.up,
      isVerified: parsed.flags.uv,
    },
    expected,
  );
  if (fault !== undefined) return { fault };
  if (!(await holds(data, assertion, publicKey))) return { fault: 'The signature does not hold.' };
  return { fault: undefined, signCount: parsed.counter, backedUp: parsed.flags.bs };
}
