import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Names that JavaScript does not keep where they are put: indexes come first, by number. */
const MISPLACED = /^(?:0|[1-9][0-9]{0,9}|__proto__)$/;

const isSorted = (names: string[]): boolean => {
  for (let i = 1; i < names.length; i++) {
    if ((names[i - 1] ?? '') > (names[i] ?? '')) return false;
  }
  return true;
};

/**
 * The value with the members of all its objects in the order of their names (UTF-16 code units);
 * the very same value where they are in order already. Undefined where an object cannot hold it.
 */
function inOrder(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return itemsInOrder(value);
  return 'toJSON' in value ? undefined : membersInOrder(value as Record<string, unknown>);
}

function itemsInOrder(items: unknown[]): unknown[] | undefined {
  let moved: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const next = inOrder(items[i]);
    if (next === undefined) return undefined;
    if (next !== items[i]) (moved ??= items.slice())[i] = next;
  }
  return moved ?? items;
}

function membersInOrder(members: Record<string, unknown>): object | undefined {
  const names = Object.keys(members);
  const isInOrder = isSorted(names);
  if (!isInOrder) names.sort();
  let moved: Record<string, unknown> | undefined = isInOrder ? undefined : {};
  for (const name of names) {
    const member = members[name];
    if (member === undefined) continue;
    const next = inOrder(member);
    if (next === undefined || MISPLACED.test(name)) return undefined;
    if (next !== member) moved ??= { ...members };
    if (moved) moved[name] = next;
  }
  return moved ?? members;
}

/**
 * The RFC 8785 (JCS) text of a JSON value. JSON.stringify writes strings and numbers as the RFC
 * wants them, so only the order of members is ours to see to; what cannot be put in order so is
 * the library's. Throws on what JSON cannot carry.
 */
export function canonical(value: unknown): string {
  const ordered = inOrder(value);
  const text = ordered === undefined ? canonicalize(value) : JSON.stringify(ordered);
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
