import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { digestOf } from '@/lib/log/canonical';
import { write } from '@/lib/log/write';
import {
  demandCurrent,
  demandDigest,
  demandProposed,
  demandSecondPerson,
  demandStandingProposer,
} from '@/lib/policies/decide-version';
import { seizePolicy } from '@/lib/policies/server/current-policy';
import { holdVersions, proposerOf, versionNow } from '@/lib/policies/server/hold-versions';
import { showVersion } from '@/lib/policies/server/show-version';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import type { AdoptVersionInput, PolicyVersionOut } from '@/lib/policies/views';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Puts a proposed version in force, by a second person and exactly as it was read.
 * @throws NotFound; Forbidden, `separation-of-duties`; Conflict `already-decided`,
 * `digest-mismatch`, `stale`, `not-eligible`
 */
export async function adoptVersion(
  ctx: Ctx,
  { version, digest, reason }: AdoptVersionInput & { version: number },
): Promise<PolicyVersionOut> {
  const hidden = maskSecrets(reason ?? null);
  return write(ctx, async (tx) => {
    const proposers = await proposerOf(tx, version);
    const held = await holdVersions(tx, ctx, 'policy.adopt', proposers);
    const { inForce, actor, people } = held;
    const row = await versionNow(tx, version);
    demandSecondPerson(row, actor.id);
    demandProposed(row);
    demandDigest(digest, digestOf(row.document));
    demandCurrent(row.basedOn, inForce.version);
    demandStandingProposer(people.find(({ id }) => id === row.proposedBy?.id));
    const payload = {
      version,
      replaces: inForce.version,
      document: row.document,
      reason: hidden.value,
      ...maskedCount(hidden),
    };
    await seizePolicy(tx);
    await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.adopted', payload }]);
    return showVersion(await versionNow(tx, version), version);
  });
}
