import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { challengeOf } from '@/lib/passkeys/challenge';
import {
  assertionFault,
  decisionContents,
  type DecisionBound,
  enrolmentGround,
  errandContents,
  type ErrandBound,
  type Expected,
  isProven,
  type Said,
  wentBack,
} from '@/lib/passkeys/rules';

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const id = fc.string({ minLength: 1, maxLength: 12 });
const bound: fc.Arbitrary<DecisionBound> = fc.record({
  person: id,
  action: id,
  version: fc.integer({ min: 1, max: 9 }),
  digest: hex,
  viewDigest: hex,
  decision: fc.constantFrom('approve', 'reject'),
  nonce: id,
});
const errand: fc.Arbitrary<ErrandBound> = fc.record({
  errand: fc.constantFrom('enrol', 'confirm', 'remove'),
  person: id,
  subject: id,
  nonce: id,
});
const decisionChallenge = (of: DecisionBound) => challengeOf(decisionContents(of));

describe('the challenge of a decision', () => {
  test('is 32 bytes, and the same for the same decision', () => {
    fc.assert(
      fc.property(bound, (of) => {
        expect(Buffer.from(decisionChallenge(of), 'base64url')).toHaveLength(32);
        expect(decisionChallenge({ ...of })).toBe(decisionChallenge(of));
      }),
    );
  });

  test('is another one as soon as anything about the decision is', () => {
    fc.assert(
      fc.property(bound, bound, (one, other) => {
        const isSame = Object.keys(one).every(
          (key) => Reflect.get(one, key) === Reflect.get(other, key),
        );
        expect(decisionChallenge(one) === decisionChallenge(other)).toBe(isSame);
      }),
    );
  });

  test('changes with each single thing it is made of', () => {
    fc.assert(
      fc.property(bound, bound, (one, other) => {
        for (const key of Object.keys(one) as (keyof DecisionBound)[]) {
          if (one[key] === other[key]) continue;
          const changed = { ...one, [key]: other[key] } as DecisionBound;
          expect(decisionChallenge(changed)).not.toBe(decisionChallenge(one));
        }
      }),
    );
  });

  test('moves nothing from one field into its neighbour', () => {
    const base = {
      version: 1,
      digest: '',
      viewDigest: '',
      decision: 'approve',
      nonce: 'n',
    } as const;
    const one = decisionChallenge({ ...base, person: 'ab', action: 'c' });
    expect(decisionChallenge({ ...base, person: 'a', action: 'bc' })).not.toBe(one);
  });

  test('is never that of another errand', () => {
    fc.assert(
      fc.property(bound, errand, (decided, other) => {
        expect(decisionChallenge(decided)).not.toBe(challengeOf(errandContents(other)));
      }),
    );
  });
});

describe('an assertion', () => {
  const expected: Expected = {
    challenge: 'right',
    origin: 'https://countersign.example',
    rpId: 'countersign.example',
  };
  const right: Said = {
    type: 'webauthn.get',
    challenge: expected.challenge,
    origin: expected.origin,
    crossOrigin: false,
    isOfSite: true,
    isPresent: true,
    isVerified: true,
  };

  test('counts when it says all that it must', () => {
    expect(assertionFault(right, expected)).toBeUndefined();
  });

  test('counts for nothing when anything about it is otherwise', () => {
    const wrong: fc.Arbitrary<Partial<Said>> = fc.record(
      {
        type: fc.constantFrom('webauthn.create', 'payment.get', ''),
        challenge: fc.string().filter((text) => text !== expected.challenge),
        origin: fc.constantFrom(
          'http://countersign.example',
          'https://countersign.example:8443',
          'https://evil.example',
          'https://countersign.example.evil.example',
          'null',
        ),
        crossOrigin: fc.constant(true),
        isOfSite: fc.constant(false),
        isPresent: fc.constant(false),
        isVerified: fc.constant(false),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(wrong, (some) => {
        const isWrong = Object.keys(some).length > 0;
        expect(assertionFault({ ...right, ...some }, expected) !== undefined).toBe(isWrong);
      }),
    );
  });
});

test('a counter has to go up, save where nothing is counted', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (had, now) => {
      expect(wentBack(had, now)).toBe(now <= had && had + now > 0);
    }),
  );
  expect(wentBack(0, 0)).toBe(false);
});

test('a signature proves something until its passkey is lost or copied', () => {
  const signature = {
    passkey: 'pky_1',
    credentialId: '',
    publicKey: '',
    algorithm: -7,
    authenticatorData: '',
    clientDataJSON: '',
    signature: '',
    nonce: '',
    rpId: '',
    origin: '',
  };
  expect(isProven({ signature }, new Set(['pky_2']))).toBe(true);
  expect(isProven({ signature }, new Set(['pky_1']))).toBe(false);
  expect(isProven({ signature: null }, new Set())).toBe(false);
});

describe('what lets somebody enrol', () => {
  const now = new Date('2026-03-01T12:00:00.000Z');
  const key = (more: object = {}) => ({ endedAt: null, suspectedAt: null, ...more });
  const gone = key({ endedAt: '2026-02-01T12:00:00.000Z' });
  const copied = key({ suspectedAt: '2026-02-01T12:00:00.000Z' });
  const given = (enrolUntil: string, state: 'confirmed' | 'used' = 'confirmed') => ({
    id: 'pkr_1',
    state,
    enrolUntil,
  });
  const later = '2026-03-01T12:00:00.001Z';

  test.each([
    ['the password, where there was never anything', [], undefined, 'first'],
    ['the password, where they took their last one away themselves', [gone], undefined, 'first'],
    ['a passkey, where there is one', [gone, key()], undefined, 'passkey'],
    ['a passkey, even where two admins have given leave since', [key()], given(later), 'passkey'],
    ['two admins, in time', [gone], given(later), 'recovery'],
    ['nothing, once that time is over', [gone], given(now.toISOString()), 'nothing'],
    ['nothing, where all there is may have been copied', [copied, gone], undefined, 'nothing'],
    [
      'the password again, once leave was used and that key taken away',
      [gone],
      given(later, 'used'),
      'first',
    ],
  ] as const)('%s', (_case, passkeys, latest, by) => {
    expect(enrolmentGround([...passkeys], latest, now).by).toBe(by);
  });

  test('a password alone never does while anything stands that it could replace', () => {
    const keys = fc.array(fc.constantFrom(key(), gone, copied));
    fc.assert(
      fc.property(keys, (passkeys) => {
        const { by } = enrolmentGround(passkeys, undefined, now);
        const isEmpty = passkeys.every(({ endedAt }) => endedAt !== null);
        expect(by === 'first').toBe(isEmpty);
      }),
    );
  });
});
