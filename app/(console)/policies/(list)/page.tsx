import type { Metadata } from 'next';
import { PoliciesView } from '@/components/policy/policies-view';
import { VERSION_PAGE_SIZE } from '@/lib/policies/client';
import { getPolicy, listPolicyVersions } from '@/lib/policies/server/read-versions';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Policies' };

export default async function PoliciesPage() {
  const ctx = await pageContext();
  const [policy, versions] = await Promise.all([
    getPolicy(ctx),
    listPolicyVersions(ctx, { limit: VERSION_PAGE_SIZE }),
  ]);
  return <PoliciesView policy={policy} versions={versions} />;
}
