import { describe, expect, it } from 'vitest';
import { templateOf } from '@/lib/drill/statistics/log-templates';

describe('log templates', () => {
  it.each([
    [
      'The number 1998.9999999999998 cannot be converted to a BigInt',
      'The number <n> cannot be converted to a BigInt',
    ],
    ['order ord-000123 failed after 812 ms', 'order <id> failed after <n> ms'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED <address>'],
    ['expires at 2026-01-02T03:04:05.678Z', 'expires at <time>'],
    ['price "19,99" is not a decimal', 'price <text> is not a decimal'],
  ])('masks what varies in “%s”', (line, template) => {
    expect(templateOf(line)).toBe(template);
  });
});
