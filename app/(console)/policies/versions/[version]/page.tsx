import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { VersionView } from '@/components/policy/version-view';
import { getPolicyVersion } from '@/lib/policies/server/read-versions';
import { orNotFound } from '../../../or-not-found';
import { pageContext } from '../../../page-context';

export const metadata: Metadata = { title: 'Policy version' };

interface Props {
  params: Promise<{ version: string }>;
}

export default async function PolicyVersionPage({ params }: Props) {
  const { version: text } = await params;
  const ctx = await pageContext();
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const initial = await orNotFound(getPolicyVersion(ctx, { version: Number(text) }));
  const before =
    initial.basedOn === null
      ? undefined
      : await getPolicyVersion(ctx, { version: initial.basedOn });
  const { id, name, email, roles } = ctx.actor;
  return (
    <VersionView
      key={initial.version}
      initial={initial}
      before={before?.document}
      person={{ id, name, email, roles }}
    />
  );
}
