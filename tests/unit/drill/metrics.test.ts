import { describe, expect, it } from 'vitest';
import { parseExposition } from '@/lib/drill/metrics/exposition';
import { inWindow, intervalsOf, sumCounts } from '@/lib/drill/metrics/intervals';
import type { Scrape } from '@/lib/drill/metrics/scrape';

describe('Prometheus’ text format', () => {
  it('is read with its labels, escapes and special values, and its comments passed over', () => {
    const page = [
      '# HELP http_requests_total Requests.',
      'http_requests_total{route="GET /a",status="200"} 12',
      String.raw`odd{text="a\"b\\c\nd"} +Inf 1700000000000`,
      'bare_gauge 0.25',
      'not a sample at all !',
      '',
    ].join('\n');
    expect(parseExposition(page)).toEqual([
      { name: 'http_requests_total', labels: { route: 'GET /a', status: '200' }, value: 12 },
      { name: 'odd', labels: { text: 'a"b\\c\nd' }, value: Number.POSITIVE_INFINITY },
      { name: 'bare_gauge', labels: {}, value: 0.25 },
    ]);
  });
});

const scrape = (atMs: number, pid: number, ok: number, failed: number): Scrape => ({
  atMs,
  service: 'checkout',
  release: `r${pid}`,
  pid,
  answers: { 'POST /checkout 201': ok, 'POST /checkout 500': failed },
  within: { '0.25': ok, '+Inf': ok + failed },
  inFlight: 0,
  cpuSeconds: atMs / 10_000,
  eventLoopLagS: 0.01,
  residentBytes: 1,
  poolWaiting: null,
});

describe('what happened between scrapes', () => {
  it('is the difference of counters, and the count itself for a new instance', () => {
    const intervals = intervalsOf(
      [scrape(1000, 1, 10, 0), scrape(2000, 1, 25, 5), scrape(3000, 2, 4, 3)],
      'checkout',
    );
    expect(intervals.map((one) => one.errors)).toEqual([
      { hits: 5, total: 20 },
      { hits: 3, total: 7 },
    ]);
    expect(intervals[0]).toMatchObject({ release: 'r1', slow: { hits: 5, total: 20 } });
    expect(intervals[0]?.cpuShare).toBeCloseTo(0.1, 6);
    expect(intervals[1]?.release).toBe('r2');
  });

  it('belongs to a window by its middle', () => {
    const intervals = intervalsOf(
      [scrape(0, 1, 0, 0), scrape(1000, 1, 10, 0), scrape(2000, 1, 10, 10)],
      'checkout',
    );
    expect(sumCounts(inWindow(intervals, 0, 1000).map((one) => one.errors)).hits).toBe(0);
    expect(sumCounts(inWindow(intervals, 1000, 2000).map((one) => one.errors)).hits).toBe(10);
  });
});
