import { describe, expect, test } from 'vitest';
import type { LiveStatus } from '@/components/shell/live-status';
import { type Reach, reachOf } from '@/components/shell/reach';
import { ApiProblem } from '@/lib/http/call-api';

const NOW = 1_000_000;

interface Case {
  name: string;
  status: Partial<LiveStatus>;
  offlineAt?: number;
  is: Reach;
}

const cases: Case[] = [
  { name: 'a page that just opened', status: { state: 'connecting' }, is: 'here' },
  { name: 'a line with a heartbeat lately', status: { lastAt: NOW - 16_000 }, is: 'here' },
  { name: 'a line without a heartbeat', status: { lastAt: NOW - 35_001 }, is: 'silence' },
  {
    name: 'a line that was cut a moment ago',
    status: { state: 'reconnecting', lastAt: NOW - 9000, lostAt: NOW - 2999 },
    is: 'here',
  },
  {
    name: 'a line that stays cut',
    status: { state: 'reconnecting', lastAt: NOW - 9000, lostAt: NOW - 3000 },
    is: 'server',
  },
  {
    name: 'another page opened while the line is cut',
    status: { state: 'connecting', lostAt: NOW - 60_000 },
    is: 'server',
  },
  {
    name: 'a browser without a network',
    status: { lastAt: NOW - 5000 },
    offlineAt: NOW - 1,
    is: 'network',
  },
  {
    name: 'a browser that believes so, though the server is heard',
    status: { lastAt: NOW - 1 },
    offlineAt: NOW - 5000,
    is: 'here',
  },
  {
    name: 'a browser that believes so, and nothing was ever heard',
    status: { state: 'connecting', lastAt: undefined },
    offlineAt: NOW - 5000,
    is: 'network',
  },
  {
    name: 'a session that has ended, network or not',
    status: { state: 'offline', lostAt: NOW, refusal: new ApiProblem('signed-out', 401, 'x', 'y') },
    offlineAt: NOW - 1,
    is: 'refused',
  },
];

describe('whether what is shown is the present', () => {
  test.each(cases)('$name: $is', ({ status, offlineAt, is }) => {
    const live = { state: 'live', lastAt: NOW, lostAt: undefined, refusal: undefined } as const;
    expect(reachOf({ ...live, ...status }, offlineAt, NOW)).toBe(is);
  });
});
