import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePlaces, decodeLive, encodeLive } from '@/lib/live/cursor';
import { newestPerStream } from '@/lib/live/mentions';
import { readFrame } from '@/lib/live/shared/read-frame';
import type { Mention } from '@/lib/log/read';

const mention = (stream: string, position: number): Mention => ({
  txid: '7',
  position: String(position),
  stream,
  seq: position,
  kind: 'note.added',
  service: null,
  incidentId: null,
});

test('of a burst each stream is mentioned once, and no place comes before an earlier one', () => {
  const streams = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 });
  fc.assert(
    fc.property(streams, (burst) => {
      const all = burst.map((stream, i) => mention(stream, i));
      const newest = newestPerStream(all);
      const places = newest.map(({ position }) => Number(position));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      // Whoever comes back after any of them is told of all that it has not heard.
      for (const stream of new Set(burst)) {
        const last = all.findLast((each) => each.stream === stream);
        expect(newest.filter((each) => each.stream === stream)).toEqual([last]);
      }
    }),
  );
});

describe('places', () => {
  const number = fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n });
  const place = fc.record({ txid: number.map(String), position: number.map(String) });

  test('are in one order, by transaction and then by position, past what a number holds', () => {
    const pair = { txid: '9007199254740993', position: '1' };
    expect(comparePlaces(pair, { ...pair, txid: '9007199254740992' })).toBe(1);
    expect(comparePlaces({ txid: '9', position: '99' }, { txid: '10', position: '1' })).toBe(-1);
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(comparePlaces(a, b)).toBe(0 - comparePlaces(b, a));
        expect(comparePlaces(a, a)).toBe(0);
      }),
    );
  });

  test('come through the id of a frame as they were', () => {
    fc.assert(
      fc.property(place, (each) => {
        const cursor = { place: each, seqs: new Map([['inv_a', 12]]) };
        expect(decodeLive(encodeLive(cursor))).toEqual(cursor);
      }),
    );
  });
});

describe('a frame of the stream', () => {
  const read = (event: string, data: unknown, id = '5.6|inc_a:2') =>
    readFrame({ event, id, data: JSON.stringify(data) });
  const place = { txid: '5', position: '6' };

  test('is read as far as it says whom it is for', () => {
    const timeline = { stream: 'inv_a', event: { seq: 4 } };
    expect(read('timeline', timeline)).toEqual({
      event: 'timeline',
      place,
      stream: 'inv_a',
      seq: 4,
      data: timeline,
    });
    expect(read('carry', { room: 'inc_a', stream: 'inv_a', after: null })).toMatchObject({
      after: null,
      anew: false,
    });
    expect(read('carry', { room: 'inc_a', stream: 'inv_a', after: 3, anew: true }, '|')).toEqual({
      event: 'carry',
      place: undefined,
      room: 'inc_a',
      stream: 'inv_a',
      after: 3,
      anew: true,
    });
  });

  test('of a kind that this version does not know is passed over', () => {
    expect(read('fireworks', {})).toBeUndefined();
  });

  test('with anything in it does no harm', () => {
    const kinds = fc.constantFrom('timeline', 'change', 'carry', 'presence');
    fc.assert(
      fc.property(kinds, fc.jsonValue(), fc.string(), (event, data, id) => {
        expect(read(event, data, id)?.event).toBe(event);
      }),
    );
  });
});
