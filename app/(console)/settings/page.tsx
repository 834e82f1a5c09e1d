import type { Metadata } from 'next';
import { AccountView } from '@/components/person/account-view';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Your account' };

export default async function SettingsPage() {
  const { name, email, roles } = (await pageContext()).actor;
  return <AccountView user={{ name, email, roles }} />;
}
