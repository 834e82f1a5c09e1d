import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { Forbidden } from '@/lib/errors';
import { write } from '@/lib/log/write';
import { demandProposed } from '@/lib/policies/decide-version';
import { holdVersions, versionNow } from '@/lib/policies/server/hold-versions';
import { showVersion } from '@/lib/policies/server/show-version';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import type { PolicyVersionOut, WithdrawVersionInput } from '@/lib/policies/views';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Takes back a version that one proposed oneself and that nobody has decided.
 * @throws NotFound; Forbidden; Conflict `already-decided`
 */
export async function withdrawVersion(
  ctx: Ctx,
  { version, reason }: WithdrawVersionInput & { version: number },
): Promise<PolicyVersionOut> {
  const hidden = maskSecrets(reason ?? null);
  return write(ctx, async (tx) => {
    const { inForce, actor } = await holdVersions(tx, ctx, 'policy.manage');
    const row = await versionNow(tx, version);
    if (row.proposedBy?.id !== actor.id) {
      throw new Forbidden('Only whoever proposed this can withdraw it. Decline it instead.');
    }
    demandProposed(row);
    const payload = { version, reason: hidden.value, ...maskedCount(hidden) };
    await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.withdrawn', payload }]);
    return showVersion(await versionNow(tx, version), inForce.version);
  });
}
