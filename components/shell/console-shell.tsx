'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { FreezesProvider, type FreezesProviderProps } from '@/components/freeze/freezes';
import { useToast } from '@/components/ui/toast';
import { LiveViewer } from '@/lib/live/client';
import { watchKinds } from '@/lib/live/connection';
import { AppShell } from './app-shell';
import { OpenedByNotice } from './opened-by-notice';
import type { ShellUser } from './shell-user';
import { signOut } from './sign-out';
import { WaitingOnMe } from './waiting-on-me';

export interface ConsoleShellProps {
  user: ShellUser;
  /** Whether anything could wait on this person. */
  decides: boolean;
  /** What is frozen as the page is rendered, and what this person may freeze. */
  freezes: Omit<FreezesProviderProps, 'children'>;
  children: ReactNode;
}

/** The frame with this installation's sign-out and counts in it. */
export function ConsoleShell({ user, decides, freezes, children }: ConsoleShellProps) {
  const toast = useToast();
  const queries = useQueryClient();
  // What was read before an erasure may hold what it took, on this page and those left behind.
  useEffect(
    () =>
      watchKinds((kind) => {
        if (kind !== 'content.erased') return;
        queries.removeQueries({ type: 'inactive' });
        void queries.invalidateQueries();
      }),
    [queries],
  );
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
    <LiveViewer value={freezes.personId}>
      <FreezesProvider {...freezes}>
        <AppShell
          user={user}
          onSignOut={leave}
          badges={decides ? { approvals: <WaitingOnMe /> } : undefined}
        >
          {children}
          <OpenedByNotice />
        </AppShell>
      </FreezesProvider>
    </LiveViewer>
  );
}
