import type { Metadata } from 'next';
import { PasskeysPanel } from '@/components/passkey/passkeys-panel';
import { AccountView } from '@/components/person/account-view';
import { showPasskeys } from '@/lib/passkeys/server/show-passkeys';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Your account' };

export default async function SettingsPage() {
  const ctx = await pageContext();
  const { name, email, roles } = ctx.actor;
  return (
    <AccountView user={{ name, email, roles }}>
      <PasskeysPanel initial={await showPasskeys(ctx)} email={email} />
    </AccountView>
  );
}
