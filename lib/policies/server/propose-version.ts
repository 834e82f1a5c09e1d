import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { Conflict } from '@/lib/errors';
import { digestOf } from '@/lib/log/canonical';
import { write } from '@/lib/log/write';
import { demandCurrent } from '@/lib/policies/decide-version';
import { demandSound } from '@/lib/policies/faults';
import { holdVersions, versionNow } from '@/lib/policies/server/hold-versions';
import { showVersion } from '@/lib/policies/server/show-version';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import type { PolicyVersionOut, ProposeVersionInput } from '@/lib/policies/views';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Proposes a change of policy, which holds for nothing until a second person adopts it.
 * @throws Invalid; Forbidden; Conflict `stale`, `unchanged`
 */
export async function proposeVersion(
  ctx: Ctx,
  { basedOn, ...posted }: ProposeVersionInput,
): Promise<PolicyVersionOut> {
  demandSound(posted.document);
  const hidden = maskSecrets(posted);
  const { document, reason } = hidden.value;
  return write(ctx, async (tx) => {
    const { inForce } = await holdVersions(tx, ctx, 'policy.manage');
    demandCurrent(basedOn, inForce.version);
    if (digestOf(document) === digestOf(inForce.document)) {
      throw new Conflict('unchanged', 'This is what is in force already. Nothing was proposed.');
    }
    const newest = await tx.db.policyVersion.findFirst({
      where: { policyId: DEFAULT_POLICY_ID },
      orderBy: { version: 'desc' },
      select: { version: true },
    });
    const version = (newest?.version ?? inForce.version) + 1;
    const payload = { version, basedOn, document, reason, ...maskedCount(hidden) };
    await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.proposed', payload }]);
    return showVersion(await versionNow(tx, version), inForce.version);
  });
}
