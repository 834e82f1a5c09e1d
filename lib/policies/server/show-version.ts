import 'server-only';
import { digestOf } from '@/lib/log/canonical';
import type { PolicyVersionRow } from '@/lib/policies/schema';
import type { PolicyVersionOut } from '@/lib/policies/views';

/** A version as the API shows it, beside the one that is in force. */
export function showVersion(row: PolicyVersionRow, inForce: number): PolicyVersionOut {
  const { key: _key, ...shown } = row;
  return {
    ...shown,
    digest: digestOf(row.document),
    isInForce: row.version === inForce,
    isStale: row.state === 'proposed' && row.basedOn !== inForce,
  };
}
