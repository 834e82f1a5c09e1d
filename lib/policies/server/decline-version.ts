import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { digestOf } from '@/lib/log/canonical';
import { write } from '@/lib/log/write';
import { demandDigest, demandProposed, demandSecondPerson } from '@/lib/policies/decide-version';
import { holdVersions, versionNow } from '@/lib/policies/server/hold-versions';
import { showVersion } from '@/lib/policies/server/show-version';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import type { DeclineVersionInput, PolicyVersionOut } from '@/lib/policies/views';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Says no to a proposed version, by a second person, with the reason.
 * @throws NotFound; Forbidden, `separation-of-duties`; Conflict `already-decided`, `digest-mismatch`
 */
export async function declineVersion(
  ctx: Ctx,
  { version, digest, reason }: DeclineVersionInput & { version: number },
): Promise<PolicyVersionOut> {
  const hidden = maskSecrets(reason);
  return write(ctx, async (tx) => {
    const { inForce, actor } = await holdVersions(tx, ctx, 'policy.adopt');
    const row = await versionNow(tx, version);
    demandSecondPerson(row, actor.id);
    demandProposed(row);
    demandDigest(digest, digestOf(row.document));
    const payload = { version, reason: hidden.value, ...maskedCount(hidden) };
    await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.declined', payload }]);
    return showVersion(await versionNow(tx, version), inForce.version);
  });
}
