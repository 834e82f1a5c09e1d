'use client';

import type { ReactNode } from 'react';
import { useToast } from '@/components/ui/toast';
import { AppShell } from './app-shell';
import { PendingApprovals } from './pending-approvals';
import type { ShellUser } from './shell-user';
import { signOut } from './sign-out';

export interface ConsoleShellProps {
  user: ShellUser;
  /** Whether a count of waiting signatures concerns this person. */
  decides: boolean;
  children: ReactNode;
}

/** The frame with this installation's sign-out and counts in it. */
export function ConsoleShell({ user, decides, children }: ConsoleShellProps) {
  const toast = useToast();
  const leave = () => {
    signOut().catch(() =>
      toast({
        tone: 'bad',
        title: 'You are still signed in',
        detail: 'The server could not be reached. Try again, or close the browser.',
      }),
    );
  };
  return (
    <AppShell
      user={user}
      onSignOut={leave}
      badges={decides ? { approvals: <PendingApprovals /> } : undefined}
    >
      {children}
    </AppShell>
  );
}
