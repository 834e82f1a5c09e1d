'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { Page, PageHeader } from '@/components/shell/page';
import { sayRoles, type ShellUser } from '@/components/shell/shell-user';
import { Fact, Facts, Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { useLive } from '@/lib/live/client';
import { ChangePasswordForm } from './change-password-form';

const DevicesPanel = dynamic(() => import('@/components/notice/devices-panel'), {
  ssr: false,
  loading: () => <Skeleton className="h-48 w-full" />,
});

/** What someone may see and change of their own account. */
export function AccountView({ user, children }: { user: ShellUser; children: ReactNode }) {
  const { name, email, roles } = user;
  // Nothing here changes by itself; the frame says how the connection stands.
  useLive({});
  return (
    <Page width="column">
      <PageHeader
        title="Your account"
        lead="An admin changes your roles; you, your password, passkeys and devices."
      />
      <Panel title="Who you are here">
        <Facts>
          <Fact label="Name">{name}</Fact>
          <Fact label="E-mail">
            <span className="break-all">{email}</span>
          </Fact>
          <Fact label="Roles">
            <ul>
              {sayRoles(roles).map((role) => (
                <li key={role}>{role}</li>
              ))}
            </ul>
          </Fact>
        </Facts>
      </Panel>
      <DevicesPanel />
      <Panel title="Password">
        <ChangePasswordForm email={email} />
      </Panel>
      {children}
    </Page>
  );
}
