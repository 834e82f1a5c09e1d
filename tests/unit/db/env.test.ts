import { describe, expect, it } from 'vitest';
import { checkProduction, parseEnv } from '@/lib/env';

const GOOD = {
  DATABASE_URL: 'postgresql://app@db.example/countersign',
  PUBLIC_URL: 'https://oversight.example',
  AUTH_SECRET: 'f3b1c9d27a6e4850b1d2c3e4f5a69788776655',
};

describe('reading the settings', () => {
  it('fills in what may be left out', () => {
    expect(parseEnv({ ...GOOD, PUBLIC_URL: '' })).toMatchObject({
      PUBLIC_URL: 'http://localhost:3000',
      COUNTERSIGN_HOME: '.countersign',
      COUNTERSIGN_PROFILE: 'production',
      GRANT_KEYS_FILE: '.countersign/keys/grant.json',
      NOTICE_KEYS_FILE: '.countersign/keys/notices.json',
      NOTICE_NETWORKS: [],
      POOL_SIZE: 20,
    });
  });

  it('takes issuers of workload tokens that are reached safely, and no symmetric signatures', () => {
    const parse = (list: unknown) =>
      parseEnv({ ...GOOD, WORKLOAD_ISSUERS: JSON.stringify(list) }).WORKLOAD_ISSUERS;
    const issuer = 'https://issuer.example';
    const [known] = parse([{ issuer, audiences: ['countersign'] }]);
    expect(known).toMatchObject({ issuer, audiences: ['countersign'] });
    expect(known?.algorithms).not.toContain('HS256');
    expect(parse([{ issuer: 'http://127.0.0.1:8080', audiences: ['x'] }])).toHaveLength(1);
    expect(parseEnv(GOOD).WORKLOAD_ISSUERS).toEqual([]);
    const bad: unknown[] = [
      [{ issuer: 'http://issuer.example', audiences: ['x'] }],
      [{ issuer: 'https://user:pass@issuer.example', audiences: ['x'] }],
      [{ issuer: 'file:///keys', audiences: ['x'] }],
      [{ issuer, jwksUri: 'http://10.0.0.1/keys', audiences: ['x'] }],
      [{ issuer, audiences: [] }],
      [{ issuer, audiences: ['x'], algorithms: ['HS256'] }],
      [{ issuer, audiences: ['x'], algorithms: ['none'] }],
      [{ issuer, audiences: ['x'], surprise: true }],
      [
        { issuer, audiences: ['x'] },
        { issuer, audiences: ['y'] },
      ],
      { issuer },
    ];
    for (const list of bad) expect(() => parse(list), JSON.stringify(list)).toThrow(/WORKLOAD/);
    expect(() => parseEnv({ ...GOOD, WORKLOAD_ISSUERS: 'a, b' })).toThrow(
      'WORKLOAD_ISSUERS: must be a JSON list of issuers.',
    );
  });

  it('keeps the grant keys in the home that was given', () => {
    expect(parseEnv({ ...GOOD, COUNTERSIGN_HOME: '/srv/cs' }).GRANT_KEYS_FILE).toBe(
      '/srv/cs/keys/grant.json',
    );
  });

  it('takes the trailing slash off the public address, for origins have none', () => {
    expect(parseEnv({ ...GOOD, PUBLIC_URL: 'https://a.example/' }).PUBLIC_URL).toBe(
      'https://a.example',
    );
  });

  it('names every setting that is missing or malformed in one error', () => {
    const read = () => parseEnv({ DATABASE_URL: 'mysql://x', POOL_SIZE: 'many', PUBLIC_URL: 'x' });
    expect(read).toThrow(/DATABASE_URL: .*PUBLIC_URL: .*AUTH_SECRET is not set\..*POOL_SIZE: /);
  });
});

describe('what production refuses', () => {
  const refusals = (changes: object, demoUsers: string[] = []) =>
    checkProduction(parseEnv({ ...GOOD, ...changes }), demoUsers);

  it('nothing, when all is as it should be', () => {
    expect(refusals({})).toEqual([]);
  });

  it.each([
    ['a short secret', { AUTH_SECRET: 'short' }, /AUTH_SECRET is shorter/],
    ['one character repeated', { AUTH_SECRET: 'a'.repeat(40) }, /sample/],
    ['a secret that asks to be changed', { AUTH_SECRET: `change-me-${'x'.repeat(40)}` }, /sample/],
    ['plain http', { PUBLIC_URL: 'http://oversight.example' }, /https/],
    ['plain http on the loopback', { PUBLIC_URL: 'http://localhost:3000' }, /https/],
    ['a short alert token', { ALERTMANAGER_TOKEN: 'abc' }, /ALERTMANAGER_TOKEN/],
  ])('%s', (_name, changes, sentence) => {
    expect(refusals(changes)).toEqual([expect.stringMatching(sentence)]);
  });

  it('the users of a demo', () => {
    expect(refusals({}, ['admin@demo.local'])).toEqual([
      expect.stringContaining('admin@demo.local'),
    ]);
  });

  it.each(['demo', 'development', 'test'])('nothing of this to the %s profile', (profile) => {
    const changes = { COUNTERSIGN_PROFILE: profile, PUBLIC_URL: 'http://localhost:3000' };
    expect(refusals({ ...changes, AUTH_SECRET: 'x' }, ['admin@demo.local'])).toEqual([]);
  });
});
