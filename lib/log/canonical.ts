import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The RFC 8785 (JCS) text of a JSON value. Throws on what JSON cannot carry. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Lowercase hex of SHA-256 over the RFC 8785 form. */
export const digestOf = (value: unknown): string => sha256(canonical(value)).toString('hex');

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 6962 section 2.1: the hash of a leaf, domain-separated from that of a node. */
export const leafHash = (leaf: string | Uint8Array): Buffer => sha256(LEAF, leaf);

/** RFC 6962 section 2.1: the Merkle tree hash over leaf hashes, in order. */
export function merkleRoot(leaves: Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256('');
  let level: Buffer[] = leaves.map((leaf) => Buffer.from(leaf));
  // Pairing level by level and carrying an odd last node up gives the same tree as the RFC's
  // split at the largest power of two.
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]];
      if (left) next.push(right ? sha256(NODE, left, right) : left);
    }
    level = next;
  }
  return level[0] ?? sha256('');
}
