import { describe, expect, it } from 'vitest';
import { readOptions } from '@/lib/drill/options';
import { DEFAULTS } from '@/lib/drill/site/settings';

describe('the drill’s options', () => {
  it('are the defaults where nothing is asked', () => {
    expect(readOptions([])).toEqual(DEFAULTS);
  });

  it('are taken by name', () => {
    const args = [
      '--fault',
      'payments-release',
      '--threshold',
      '0.1',
      '--window',
      '9',
      '--for',
      '1',
    ];
    expect(readOptions(args)).toEqual({
      ...DEFAULTS,
      fault: 'payments-release',
      threshold: 0.1,
      windowS: 9,
      forS: 1,
    });
  });

  it.each([
    [['--fault', 'earthquake'], 'There is no fault earthquake'],
    [['--intensity', '7'], 'intensity'],
    [['--rate', 'many'], 'rate'],
    [['--loud'], 'loud'],
  ])('refuse %j by name', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
