import 'server-only';
import { leafHash, merkleRoot } from '@/lib/log/canonical';
import type { Tx } from '@/lib/log/write';

/**
 * The RFC 6962 tree hash over the digests of an investigation's evidence, in the order of their
 * seq; lowercase hex. Call it with the investigation locked.
 */
export async function evidenceRoot(
  tx: Tx,
  investigationId: string,
): Promise<{ root: string; count: number }> {
  const items = await tx.db.evidence.findMany({
    where: { investigationId },
    orderBy: { seq: 'asc' },
    select: { digest: true },
  });
  const leaves = items.map(({ digest }) => leafHash(Buffer.from(digest, 'hex')));
  return { root: merkleRoot(leaves).toString('hex'), count: items.length };
}
