import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentPerson } from '@/lib/access/server/current-actor';
import { ownPath } from './own-path';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next, after } = await searchParams;
  const destination = ownPath(next);
  if (await currentPerson()) redirect(destination);
  return (
    <SignInForm
      destination={destination}
      arrival={after === 'joining' || after === 'reset' ? after : undefined}
    />
  );
}
