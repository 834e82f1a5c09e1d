import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '@/lib/text/mask';

/** Put together at run time, so that no scanner takes this file for a leak. */
const s = (...parts: string[]): string => parts.join('');
const letters = (length: number): string => 'aB3dE6gH9jK2'.repeat(20).slice(0, length);
const base64 = `MII${'abcDEF0123456789+/'.repeat(12)}`;

const SECRETS: [string, string, string][] = [
  ['a key of ours', s('csk', '_', letters(43)), 'countersign'],
  ['a GitHub token', s('ghp', '_', letters(36)), 'github'],
  ['a fine-grained GitHub token', s('github', '_pat_', letters(82)), 'github'],
  ['a GitLab token', s('glp', 'at-', letters(20)), 'gitlab'],
  ['a Slack token', s('xo', 'xb-1234567890-', letters(24)), 'slack'],
  ['a Slack webhook', s('https://hooks.slack', '.com/services/T0AB/B0CD/', letters(24)), 'slack'],
  ['an npm token', s('npm', '_', letters(36)), 'npm'],
  ['an AWS key id', s('AK', 'IA', 'Q4Z7T2M9P6R3W8XY'), 'aws-key-id'],
  ['a Google key', s('AI', 'za', letters(35)), 'google-api-key'],
  ['a Stripe key', s('sk', '_live_', letters(24)), 'stripe'],
  ['an Anthropic key', s('sk-', 'ant-api03-', letters(93), 'AA'), 'model-provider'],
  ['a Linear key', s('lin', '_api_', letters(40)), 'linear'],
  ['a Shopify key', s('shp', 'at_', letters(32)), 'shopify'],
  ['a SendGrid key', s('SG', '.', letters(22), '.', letters(43)), 'sendgrid'],
  ['a JWT', s('eyJ', 'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.', letters(43)), 'jwt'],
  [
    'a private key',
    s('-----BEGIN ', 'PRIVATE KEY-----\n', base64, '\n-----END PRIVATE KEY-----'),
    'private-key',
  ],
  ['a private key cut short', s('-----BEGIN RSA ', 'PRIVATE KEY-----\n', base64), 'private-key'],
];

describe('secrets by their own shape', () => {
  test.each(SECRETS)('%s is masked wherever it stands', (_name, secret, rule) => {
    const { value, masked, rules } = maskSecrets({
      lines: [{ message: `before ${secret} after` }],
    });
    expect(JSON.stringify(value)).not.toContain(secret.slice(-20));
    expect(JSON.stringify(value)).toContain(`before [masked: ${rule}]`);
    expect([masked, rules]).toEqual([1, [rule]]);
  });
});

describe('secrets by where they stand', () => {
  test.each([
    ['Authorization: Bearer abcDEF123456ghi789', 'Authorization: Bearer [masked: authorization]'],
    ['authorization: Basic dXNlcjpwYXNzd29yZA==', 'authorization: Basic [masked: authorization]'],
    ['postgres://app:hunter2@db:5432/shop', 'postgres://app:[masked: url-password]@db:5432/shop'],
    ['redis://:s3cr3t@cache:6379', 'redis://:[masked: url-password]@cache:6379'],
    ['env PASSWORD=hunter2 node', 'env PASSWORD=[masked: assignment] node'],
    ['?api_key=a1b2c3d4&x=1', '?api_key=[masked: assignment]&x=1'],
    ['{"password":"hunter2","a":1}', '{"password":"[masked: assignment]","a":1}'],
    ['"{\\"client_secret\\":\\"hunter2\\"}"', '"{\\"client_secret\\":\\"[masked: assignment]\\"}"'],
    ['db:\n  password: hunter2\n  port: 1', 'db:\n  password: [masked: assignment]\n  port: 1'],
    ["DB_PASSWORD = 'hunter2'", "DB_PASSWORD = '[masked: assignment]'"],
  ])('%s', (text, expected) => {
    expect(maskSecrets(text).value).toBe(expected);
  });

  test('a member named as a secret is masked whatever its value looks like', () => {
    const { value, masked } = maskSecrets({ db: { password: 'hunter2', user: 'app' } });
    expect(value).toEqual({ db: { password: '[masked: named-field]', user: 'app' } });
    expect(masked).toBe(1);
  });

  test('a private key in lines of their own is masked to its last line and no further', () => {
    const edge = (which: string): string => s('-----', which, ' PRIVATE ', 'KEY-----');
    const line = base64.slice(0, 64);
    const lines = ['start', edge('BEGIN'), line, line, edge('END'), line].map((message) => ({
      at: '2026-01-01T00:00:00.000Z',
      message,
    }));
    expect(maskSecrets(lines).value.map(({ message }) => message)).toEqual([
      'start',
      '[masked: private-key]',
      '[masked: private-key]',
      '[masked: private-key]',
      edge('END'),
      line,
    ]);
  });

  test('a secret used as a name is masked too', () => {
    const [, secret] = SECRETS[0] ?? [];
    expect(JSON.stringify(maskSecrets({ [String(secret)]: 1 }).value)).toBe(
      '{"[masked: countersign]":1}',
    );
  });

  test('comments that switch the rule set off elsewhere switch nothing off here', () => {
    const text = `secretlint-disable\n${SECRETS[1]?.[1]}`;
    expect(maskSecrets(text).masked).toBe(1);
  });
});

describe('what only looks like one', () => {
  test.each([
    'invalid password: user not found',
    'password: ********',
    'token: expected identifier, got string',
    'postgres://user:${DB_PASSWORD}@db/shop',
    'https://example.org/path?q=a@b',
    'secretName: checkout-tls',
    'max_tokens=4096 tokens: 120',
    'kubectl get secret checkout-tls -n shop',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'basic health check failed',
    'Bearer of bad news',
  ])('%s', (text) => {
    expect(maskSecrets(text)).toEqual({ value: text, masked: 0, rules: [] });
  });
});

describe('always', () => {
  const ordinary = fc.jsonValue({ maxDepth: 5 });

  test('a value without secrets comes back as the very same object', () => {
    const value = { events: [{ at: '2026-01-01T00:00:00.000Z', body: { lines: ['GET / 200'] } }] };
    expect(maskSecrets(value).value).toBe(value);
  });

  test('masking what is masked changes nothing more', () => {
    const any = fc.constantFrom(...SECRETS.map(([, secret]) => secret), 'password="hunter2"', 'x');
    fc.assert(
      fc.property(fc.array(fc.oneof(any, fc.string())), ordinary, (texts, value) => {
        const once = maskSecrets({ text: texts.join(' '), value });
        expect(maskSecrets(once.value)).toEqual({ value: once.value, masked: 0, rules: [] });
      }),
    );
  });

  test('the shape of the value stays, and only strings change', () => {
    fc.assert(
      fc.property(ordinary, (value) => {
        const { value: after, masked } = maskSecrets(value);
        if (masked === 0) expect(after).toBe(value);
      }),
    );
  });
});
