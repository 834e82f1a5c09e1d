import type { Metadata } from 'next';
import { PolicyEditor } from '@/components/policy/policy-editor';
import { can } from '@/lib/access/permissions';
import { getPolicy } from '@/lib/policies/server/read-versions';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Draft a policy' };

export default async function EditPolicyPage() {
  const ctx = await pageContext();
  const answer = can(ctx.actor, 'policy.manage');
  return (
    <PolicyEditor
      inForce={await getPolicy(ctx)}
      roleRefusal={answer.allowed ? undefined : answer.reason}
    />
  );
}
