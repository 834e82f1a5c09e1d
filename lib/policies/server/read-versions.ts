import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { pageOf } from '@/lib/http/page';
import { digestOf } from '@/lib/log/canonical';
import { parseRows } from '@/lib/log/rows';
import { policyVersionProjection, versionKey } from '@/lib/policies/fold';
import { policyInForce } from '@/lib/policies/server/policy-in-force';
import { showVersion } from '@/lib/policies/server/show-version';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import type { PolicyOut, PolicyVersionOut } from '@/lib/policies/views';

/** The policy as it is in force. @throws Forbidden */
export async function getPolicy({ actor }: Ctx): Promise<PolicyOut> {
  demand(actor, 'policy.read', {}, 'This policy');
  const row = await policyInForce();
  return { ...row, digest: digestOf(row.document) };
}

/** Every version, newest first. @throws Forbidden */
export async function listPolicyVersions(
  { actor }: Ctx,
  { limit, cursor }: { limit: number; cursor?: number | undefined },
): Promise<{ items: PolicyVersionOut[]; nextCursor: string | null }> {
  demand(actor, 'policy.read', {}, 'This policy');
  const { version: inForce } = await policyInForce();
  const found = await db().policyVersion.findMany({
    where: {
      policyId: DEFAULT_POLICY_ID,
      ...(cursor === undefined ? {} : { version: { lt: cursor } }),
    },
    orderBy: { version: 'desc' },
    take: limit + 1,
  });
  const rows = parseRows(policyVersionProjection, found);
  const page = pageOf(rows, limit, ({ version }) => version);
  return { ...page, items: page.items.map((row) => showVersion(row, inForce)) };
}

/** One version, whatever became of it. @throws Forbidden, NotFound */
export async function getPolicyVersion(
  { actor }: Ctx,
  { version }: { version: number },
): Promise<PolicyVersionOut> {
  demand(actor, 'policy.read', {}, 'This policy');
  const { version: inForce } = await policyInForce();
  const found = await db().policyVersion.findMany({
    where: { key: versionKey(DEFAULT_POLICY_ID, version) },
  });
  const [row] = parseRows(policyVersionProjection, found);
  if (!row) throw new NotFound('This version');
  return showVersion(row, inForce);
}
