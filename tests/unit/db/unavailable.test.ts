import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { describe, expect, it } from 'vitest';
import { isUnavailable } from '@/lib/db/unavailable';

const withFields = (message: string, fields: object) => Object.assign(new Error(message), fields);

describe('what says that the database cannot be reached', () => {
  const cases: [string, unknown][] = [
    ['a refused connection', withFields('connect', { code: 'ECONNREFUSED' })],
    ['a reset connection', withFields('read', { code: 'ECONNRESET' })],
    ['a name that does not resolve now', withFields('getaddrinfo', { code: 'EAI_AGAIN' })],
    [
      'refusals at both addresses of a name',
      new AggregateError([withFields('connect', { code: 'ECONNREFUSED' })]),
    ],
    ['a server shutting down', withFields('terminating', { code: '57P01' })],
    ['a server that crashed', withFields('crash', { code: '57P02' })],
    ['a server starting up', withFields('starting', { code: '57P03' })],
    ['a connection failure of class 08', withFields('gone', { code: '08006' })],
    ['a statement that took too long', withFields('canceling statement', { code: '57014' })],
    ['a transaction that stood still', withFields('terminating', { code: '25P03' })],
    ['a full server', withFields('sorry, too many clients already', { code: '53300' })],
    ['a pool that has no connection in time', new Error('timeout exceeded when trying to connect')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024'].map((code): [string, unknown] => [
      `Prisma's ${code}`,
      withFields('prisma', { code }),
    ]),
    [
      'a transaction that found no connection',
      withFields(
        'Transaction API error: Unable to start a transaction in the given time. Try again.',
        { code: 'P2028' },
      ),
    ],
    [
      'the adapter’s own word for it',
      new DriverAdapterError({ kind: 'DatabaseNotReachable', host: '127.0.0.1', port: 1 }),
    ],
    [
      'a raw query that Prisma wrapped',
      withFields('Raw query failed', {
        code: 'P2010',
        meta: {
          driverAdapterError: new DriverAdapterError({
            kind: 'postgres',
            code: '57P01',
            severity: 'FATAL',
            message: 'terminating connection due to administrator command',
            detail: undefined,
            column: undefined,
            hint: undefined,
          }),
        },
      }),
    ],
    ['any of them as a cause', new Error('could not read', { cause: { code: 'ECONNREFUSED' } })],
  ];
  it.each(cases)('%s', (_name, error) => {
    expect(isUnavailable(error)).toBe(true);
  });
});

describe('what is an answer of a database that is there', () => {
  const cases: [string, unknown][] = [
    ['a broken constraint', withFields('duplicate key', { code: '23505' })],
    ['a refusal of the log', withFields('the log is append-only', { code: 'P0001' })],
    ['Prisma’s unique violation', withFields('unique', { code: 'P2002' })],
    ['a serialization failure', withFields('could not serialize', { code: '40001' })],
    [
      'a transaction that took too long',
      withFields('Transaction already closed', { code: 'P2028' }),
    ],
    ['a mistake of ours', new TypeError('undefined is not a function')],
    ['text', 'ECONNREFUSED'],
    ['nothing', undefined],
  ];
  it.each(cases)('%s', (_name, error) => {
    expect(isUnavailable(error)).toBe(false);
  });

  it('ends on an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(isUnavailable(error)).toBe(false);
  });
});
