import type { Metadata } from 'next';
import { ResetForm } from './reset-form';

export const metadata: Metadata = { title: 'New password' };

/** The token stands after the "#", where only the browser sees it. */
export default function ResetPage() {
  return <ResetForm />;
}
