import type { Decision } from '@/lib/actions/schema';

type Made = Pick<Decision, 'decision' | 'signature' | 'brokeGlass'> & {
  by: Pick<Decision['by'], 'type'>;
};

/** How a decision was made, as its badge says it: by whom, and with what. */
export function decisionFace({
  by,
  decision,
  signature,
  brokeGlass,
}: Made): 'approve' | 'signed' | 'policy' | 'reject' | 'glass' {
  if (decision === 'reject') return 'reject';
  if (by.type === 'policy') return 'policy';
  if (brokeGlass !== null) return 'glass';
  return signature ? 'signed' : 'approve';
}
