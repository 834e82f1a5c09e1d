import type { Decision } from '@/lib/actions/schema';

type Made = Pick<Decision, 'decision' | 'signature'> & { by: Pick<Decision['by'], 'type'> };

/** How a decision was made, as its badge says it: by whom, and with what. */
export function decisionFace({
  by,
  decision,
  signature,
}: Made): 'approve' | 'signed' | 'policy' | 'reject' {
  if (decision === 'reject') return 'reject';
  if (by.type === 'policy') return 'policy';
  return signature ? 'signed' : 'approve';
}
