import type { Metadata } from 'next';
import { InvitationForm } from './invitation-form';

export const metadata: Metadata = { title: 'Join' };

/** The token stands after the "#", where only the browser sees it. */
export default function InvitationPage() {
  return <InvitationForm />;
}
