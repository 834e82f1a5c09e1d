import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { AttestationInput } from '@/lib/passkeys/schema';
import type { AssertionInput } from '@/lib/passkeys/signature-schema';

/** What an answer may have wrong with it. */
export interface Answering {
  origin?: string;
  rpId?: string;
  isVerified?: boolean;
  isPresent?: boolean;
  crossOrigin?: boolean;
  /** The counter it tells; one more than the last unless said. */
  count?: number;
}

const SITE = { origin: 'http://localhost:3000', rpId: 'localhost' };
const sha256 = (of: string | Uint8Array) => createHash('sha256').update(of).digest();

const clientDataJSON = (type: string, challenge: string, answering: Answering) =>
  Buffer.from(
    JSON.stringify({
      type,
      challenge,
      origin: answering.origin ?? SITE.origin,
      crossOrigin: answering.crossOrigin ?? false,
    }),
  );

function authenticatorData(
  { rpId = SITE.rpId, isVerified = true, isPresent = true }: Answering,
  count: number,
  attested: Buffer = Buffer.alloc(0),
): Buffer {
  const flags = Number(isPresent) + 4 * Number(isVerified) + (attested.length > 0 ? 64 : 0);
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(count);
  return Buffer.concat([sha256(rpId), Buffer.of(flags), counter, attested]);
}

/**
 * An authenticator in software, with one P-256 passkey: it signs what a real one signs, with a real
 * key, and says of itself what the test has it say.
 */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(16);
  #count: number;

  /** @param countsFrom 0 for one that counts nothing, as those that are kept in step between devices */
  constructor(private readonly countsFrom = 1) {
    this.#count = countsFrom;
  }

  get credentialId(): string {
    return this.#id.toString('base64url');
  }

  /** The public key as COSE has it. */
  get #cose(): Uint8Array {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const members: [number, number | Uint8Array][] = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ];
    return isoCBOR.encode(new Map(members));
  }

  get publicKey(): string {
    return Buffer.from(this.#cose).toString('base64url');
  }

  #next(count: number | undefined): number {
    if (count !== undefined) return count;
    if (this.countsFrom > 0) this.#count += 1;
    return this.#count;
  }

  /** Answers a registration. */
  attest(
    { nonce, options: { challenge } }: { nonce: string; options: { challenge: string } },
    answering: Answering = {},
  ): AttestationInput {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#id, this.#cose]);
    const authData = authenticatorData(answering, this.#next(answering.count), attested);
    const members: [string, unknown][] = [
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ];
    const attestation = isoCBOR.encode(new Map(members) as Parameters<typeof isoCBOR.encode>[0]);
    return {
      nonce,
      credential: {
        id: this.credentialId,
        rawId: this.credentialId,
        type: 'public-key',
        response: {
          clientDataJSON: clientDataJSON('webauthn.create', challenge, answering).toString(
            'base64url',
          ),
          attestationObject: Buffer.from(attestation).toString('base64url'),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      },
    };
  }

  /** Answers a question. */
  assert(
    { nonce, options: { challenge } }: { nonce: string; options: { challenge: string } },
    answering: Answering = {},
  ): AssertionInput {
    const data = authenticatorData(answering, this.#next(answering.count));
    const client = clientDataJSON('webauthn.get', challenge, answering);
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return {
      nonce,
      credential: {
        id: this.credentialId,
        rawId: this.credentialId,
        type: 'public-key',
        response: {
          authenticatorData: data.toString('base64url'),
          clientDataJSON: client.toString('base64url'),
          signature: signature.toString('base64url'),
        },
        clientExtensionResults: {},
      },
    };
  }
}
