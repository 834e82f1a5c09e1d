import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneLabels } from '@/lib/investigations/lane-labels';

const agents = (...names: string[]) => names.map((name, i) => ({ id: `agt_${i}`, name }));
const labelled = (...names: string[]) => [...laneLabels(agents(...names)).values()];

test('agents of one name are numbered in the order that they came in', () => {
  expect(labelled('logs', 'metrics', 'logs', 'logs')).toEqual([
    'logs',
    'metrics',
    'logs 2',
    'logs 3',
  ]);
});

test('a name that reads like a number of another is told from it', () => {
  expect(labelled('logs', 'logs', 'logs 2')).toEqual(['logs', 'logs 2', 'logs 2 2']);
});

test('no two share a label, and whoever comes later changes none', () => {
  const names = fc.array(fc.constantFrom('a', 'a 2', 'a 2 2', 'b', ''), { maxLength: 12 });
  fc.assert(
    fc.property(names, (all) => {
      const labels = labelled(...all);
      expect(new Set(labels).size).toBe(all.length);
      for (let n = 0; n <= all.length; n++) {
        expect(labelled(...all.slice(0, n))).toEqual(labels.slice(0, n));
      }
    }),
  );
});
