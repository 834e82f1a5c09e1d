import { sha256 } from '@/lib/log/canonical';
import type { ContentErased } from '@/lib/log/erased';

/** One digest for all that an erasure took, over the hashes of the leaves in the order of seq. */
export const erasedDigest = (hashes: Uint8Array[]): string => sha256(...hashes).toString('hex');

/** An event whose values are gone, or are said to be. */
export interface ErasedLeaf {
  seq: number;
  hash: Uint8Array;
  /** How many of its values are gone, and how many are there. */
  gone: number;
  kept: number;
  erasedSeq: number | null;
}

/** What an erasure says it took, against what is missing: nothing may be gone that no event answers for. */
export function erasureFaults(
  stream: string,
  said: Map<number, Pick<ContentErased, 'leaves' | 'fields' | 'digest'>>,
  erased: ErasedLeaf[],
): string[] {
  const faults = erased.flatMap(({ seq, gone, kept, erasedSeq }) => {
    if (gone === 0 || kept > 0) return [`${stream} ${seq}: a part of its content is missing`];
    const isSaid = erasedSeq !== null && erasedSeq > seq && said.has(erasedSeq);
    return isSaid ? [] : [`${stream} ${seq}: its content is gone, and no event says who erased it`];
  });
  for (const [seq, { leaves, fields, digest }] of said) {
    const own = erased.filter(({ erasedSeq }) => erasedSeq === seq);
    const isSame =
      own.length === leaves &&
      own.reduce((sum, { gone }) => sum + gone, 0) === fields &&
      erasedDigest(own.map(({ hash }) => hash)) === digest;
    if (!isSame) faults.push(`${stream} ${seq}: what is gone is not what it says was erased`);
  }
  return faults;
}
