import { describe, expect, test } from 'vitest';
import { challengeOf } from '@/lib/passkeys/challenge';
import { decisionContents } from '@/lib/passkeys/rules';
import {
  type EnrolledKey,
  type StoredDecision,
  storedSignatureFault,
} from '@/lib/passkeys/verify-stored';
import { type Answering, Authenticator } from '../../support/authenticator';

const decided = {
  person: 'usr_1',
  action: 'act_1',
  version: 2,
  digest: 'a'.repeat(64),
  viewDigest: 'b'.repeat(64),
  decision: 'approve',
} as const;

function signed(answering: Answering = {}): { stored: StoredDecision; enrolled: EnrolledKey } {
  const authenticator = new Authenticator();
  const nonce = 'nonce';
  const challenge = challengeOf(decisionContents({ ...decided, nonce }));
  const { credential } = authenticator.assert({ nonce, options: { challenge } }, answering);
  const { authenticatorData, clientDataJSON, signature } = credential.response;
  const { credentialId, publicKey } = authenticator;
  const rpId = 'localhost';
  return {
    stored: {
      ...decided,
      signature: {
        passkey: 'pky_1',
        credentialId,
        publicKey,
        algorithm: -7,
        authenticatorData,
        clientDataJSON,
        signature,
        nonce,
        rpId,
        origin: 'http://localhost:3000',
      },
    },
    enrolled: { person: 'usr_1', credentialId, publicKey, rpId },
  };
}

const flipped = (text: string, at: number): string => {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('base64url');
};

describe('a stored signature', () => {
  test('holds by the record alone', async () => {
    const { stored, enrolled } = signed();
    expect(await storedSignatureFault(stored, enrolled)).toBeUndefined();
  });

  test.each([
    ['another action', { action: 'act_2' }],
    ['another version', { version: 3 }],
    ['other contents', { digest: 'c'.repeat(64) }],
    ['another page', { viewDigest: 'c'.repeat(64) }],
    ['no page', { viewDigest: null }],
    ['the other decision', { decision: 'reject' as const }],
    ['another person', { person: 'usr_2' }],
  ])('holds for nothing else: %s', async (_what, more) => {
    const { stored, enrolled } = signed();
    expect(await storedSignatureFault({ ...stored, ...more }, enrolled)).toBeTypeOf('string');
  });

  test('holds by no key but the one that the signer enrolled', async () => {
    const { stored, enrolled } = signed();
    const stranger = signed();
    expect(await storedSignatureFault(stored, undefined)).toBeTypeOf('string');
    expect(await storedSignatureFault(stored, { ...enrolled, person: 'usr_9' })).toBeTypeOf(
      'string',
    );
    expect(await storedSignatureFault(stored, stranger.enrolled)).toBeTypeOf('string');
    const swapped = {
      ...stored,
      signature: { ...stored.signature, publicKey: stranger.enrolled.publicKey },
    };
    const both = { ...enrolled, publicKey: stranger.enrolled.publicKey };
    expect(await storedSignatureFault(swapped, both)).toBe('The signature does not hold.');
  });

  test('does not survive a flipped bit, wherever it is', async () => {
    const { stored, enrolled } = signed();
    for (const field of ['authenticatorData', 'clientDataJSON', 'signature'] as const) {
      const length = Buffer.from(stored.signature[field], 'base64url').length;
      for (let at = 0; at < length; at += 3) {
        const signature = { ...stored.signature, [field]: flipped(stored.signature[field], at) };
        const fault = await storedSignatureFault({ ...stored, signature }, enrolled);
        expect(fault, `${field} ${at}`).toBeTypeOf('string');
      }
    }
  });

  test.each<[string, Answering]>([
    ['nobody was verified', { isVerified: false }],
    ['nobody was there', { isPresent: false }],
    ['it was made for another site', { rpId: 'evil.example' }],
    ['it was made on another page', { origin: 'http://evil.example' }],
    ['it was made inside another site’s page', { crossOrigin: true }],
  ])('counts for nothing where %s', async (_why, answering) => {
    const { stored, enrolled } = signed(answering);
    expect(await storedSignatureFault(stored, enrolled)).toBeTypeOf('string');
  });

  test('may not call a foreign page its own', async () => {
    const { stored, enrolled } = signed({ origin: 'http://evil.example' });
    const signature = { ...stored.signature, origin: 'http://evil.example' };
    expect(await storedSignatureFault({ ...stored, signature }, enrolled)).toBeTypeOf('string');
  });
});
