import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentPayloads } from '@/lib/investigations/schema';
import { withCommitments, withContent } from '@/lib/log/commitment';
import { type ErasedLeaf, erasedDigest, erasureFaults } from '@/lib/log/erasure-faults';
import { erasedText } from '@/lib/log/erased';

const anErasure = fc.record({
  at: fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
  askedBy: fc.record({ id: fc.string(), name: fc.string({ unit: 'binary', maxLength: 300 }) }),
  reason: fc.string({ unit: 'binary', maxLength: 600 }),
});

test('what stands in the place of a text fits wherever a text does, whatever the reason', () => {
  const tool = agentPayloads['step.started'].shape.tool;
  fc.assert(
    fc.property(anErasure, (erasure) => {
      const text = erasedText(erasure);
      expect(tool.safeParse(text).success).toBe(true);
      expect(text.isWellFormed()).toBe(true);
      expect(text).toMatch(/^\[Erased on [^]*\]$/);
    }),
  );
});

test('erased values show the words, the others themselves', () => {
  const payload = { title: 'a', contents: { command: { argv: ['rm'] } }, kind: 'x' };
  const { shown, kept } = withCommitments(payload, ['title', 'contents.command']);
  const gone = { ...kept, 'contents.command': { salt: null } };
  expect(withContent(shown, gone, '[gone]')).toEqual({
    title: 'a',
    contents: { command: { argv: ['[gone]'] } },
    kind: 'x',
  });
});

describe('nothing may be gone that no event answers for', () => {
  const leaf = (seq: number, more: Partial<ErasedLeaf> = {}): ErasedLeaf => ({
    seq,
    hash: Buffer.from([seq]),
    gone: 2,
    kept: 0,
    erasedSeq: 9,
    ...more,
  });
  const leaves = [leaf(1), leaf(3)];
  const said = (erased: ErasedLeaf[], more = {}) =>
    new Map([
      [
        9,
        {
          leaves: erased.length,
          fields: 2 * erased.length,
          digest: erasedDigest(erased.map(({ hash }) => hash)),
          ...more,
        },
      ],
    ]);

  test('an erasure that says what is missing is no fault', () => {
    expect(erasureFaults('inv_a', said(leaves), leaves)).toEqual([]);
  });

  test.each([
    ['another leaf is gone in the same name', [...leaves, leaf(4)], said(leaves)],
    ['one that it names is there', [leaf(1)], said(leaves)],
    ['it says another count of values', leaves, said(leaves, { fields: 5 })],
    ['it says another digest', leaves, said(leaves, { digest: 'a'.repeat(64) })],
    ['another leaf is gone in the place of one', [leaf(1), leaf(4)], said(leaves)],
    ['it stands before what it is to have erased', [leaf(1), leaf(10)], said(leaves)],
    ['one value of a leaf is left', [leaf(1), leaf(3, { kept: 1 })], said(leaves)],
    ['none of its values is gone', [leaf(1), leaf(3, { gone: 0, kept: 2 })], said(leaves)],
    ['no event erased it', [...leaves, leaf(4, { erasedSeq: null })], said(leaves)],
  ])('a fault, where %s', (_what, erased, saying) => {
    expect(erasureFaults('inv_a', saying, erased)).not.toEqual([]);
  });
});
