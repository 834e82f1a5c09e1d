import type { Metadata } from 'next';
import { ReadinessPanel } from '@/components/passkey/readiness-panel';
import { PasskeysPanel } from '@/components/passkey/passkeys-panel';
import { RecoveryPanel } from '@/components/passkey/recovery-panel';
import { AccountView } from '@/components/person/account-view';
import { can } from '@/lib/access/permissions';
import { readReadiness } from '@/lib/actions/server/read-readiness';
import { listRecoveries } from '@/lib/passkeys/server/list-recoveries';
import { showPasskeys } from '@/lib/passkeys/server/show-passkeys';
import { listPeople } from '@/lib/people/server/list-people';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Your account' };

export default async function SettingsPage() {
  const ctx = await pageContext();
  const { id, name, email, roles } = ctx.actor;
  const recovers = can(ctx.actor, 'passkey.recover');
  const [passkeys, readiness, recoveries, people] = await Promise.all([
    showPasskeys(ctx),
    can(ctx.actor, 'passkey.readiness').allowed ? readReadiness(ctx) : undefined,
    can(ctx.actor, 'passkey.recovery.read').allowed
      ? listRecoveries(ctx, { limit: 20 })
      : undefined,
    recovers.allowed ? listPeople(ctx, { limit: 200 }) : undefined,
  ]);
  const joined = people?.items.filter(({ status }) => status === 'active') ?? [];
  return (
    <AccountView user={{ name, email, roles }}>
      <PasskeysPanel initial={passkeys} email={email} />
      {readiness && <ReadinessPanel initial={readiness} />}
      {recoveries && (
        <RecoveryPanel
          initial={recoveries}
          personId={id}
          people={joined.map((each) => ({ id: each.id, name: each.name, email: each.email }))}
          refusal={recovers.allowed ? undefined : recovers.reason}
        />
      )}
    </AccountView>
  );
}
