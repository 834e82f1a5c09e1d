'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { FreezeBands } from '@/components/freeze/freeze-band';
import { FreezeControl } from '@/components/freeze/freeze-control';
import { Tooltip } from '@/components/ui/tooltip';
import { late } from '@/components/ui/late';
import { useAlive } from '@/components/ui/use-alive';
import { AccountMenu } from './account-menu';
import { LiveIndicator } from './live-indicator';
import { useLiveStatus, useReach } from './live-status';
import { Mark } from './mark';
import {
  ACCOUNT,
  navigation,
  NOTICES,
  PEOPLE,
  WALL,
  type NavItem,
  type NavKey,
} from './navigation';
import { NavigationBar } from './navigation-bar';
import { ReachBar } from './reach-bar';
import { ShortcutsProvider, useCommand } from './shortcuts';
import type { ShellUser } from './shell-user';

const ShortcutSheet = late(async () => ({
  default: (await import('./shortcut-sheet')).ShortcutSheet,
}));
const CommandMenu = late(async () => ({ default: (await import('./command-menu')).CommandMenu }));

export interface AppShellProps {
  user: ShellUser;
  onSignOut: () => void;
  /** Counts over navigation glyphs, such as what waits on you at Approvals. */
  badges?: Partial<Record<NavKey, ReactNode>> | undefined;
  children: ReactNode;
}

/** The quiet frame: a rail on a desktop, a bar at the thumb on a phone, and the page. */
export function AppShell(props: AppShellProps) {
  return (
    <ShortcutsProvider>
      <Frame {...props} />
    </ShortcutsProvider>
  );
}

function Frame({ user, onSignOut, badges, children }: AppShellProps) {
  const [sheetOpen, setSheetOpen] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const live = useLiveStatus();
  const reach = useReach();
  const isAlive = useAlive();
  useCommand({
    keys: 'Mod+k',
    label: 'Command menu',
    group: 'General',
    sheetOnly: true,
    run: () => setMenuOpen(true),
  });
  useCommand({
    keys: '?',
    label: 'Keyboard shortcuts',
    group: 'General',
    run: () => setSheetOpen(true),
  });
  useCommand({ label: 'Sign out', group: 'General', run: onSignOut });

  const search = (
    <button
      type="button"
      disabled={!isAlive}
      aria-label="Command menu"
      onClick={() => setMenuOpen(true)}
      className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
    >
      <Search aria-hidden size={17} />
    </button>
  );
  const account = (side: 'right' | 'bottom') => (
    <AccountMenu
      user={user}
      side={side}
      onSignOut={onSignOut}
      onShortcuts={() => setSheetOpen(true)}
    />
  );
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[4.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-inverse focus:px-3 focus:py-2 focus:text-sm focus:text-on-inverse"
      >
        Skip to the content
      </a>
      {[...navigation, WALL, PEOPLE, NOTICES, ACCOUNT].map((item) => (
        <GoTo key={item.href} item={item} />
      ))}

      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-canvas px-3 md:hidden">
        <Link
          href="/incidents"
          aria-label="Countersign: the floor"
          className="flex items-center gap-2 rounded-md"
        >
          <Mark size={22} />
          <span className="text-sm font-semibold max-[22rem]:sr-only">Countersign</span>
        </Link>
        <span className="ml-auto flex">
          <LiveIndicator status={live} reach={reach} />
        </span>
        <FreezeControl look="bar" />
        {search}
        {account('bottom')}
      </header>

      <nav
        aria-label="Main"
        className="sticky top-0 z-30 hidden h-dvh flex-col items-stretch gap-3 border-r border-line bg-canvas px-1.5 py-3 md:flex"
      >
        <Link href="/incidents" aria-label="Countersign: the floor" className="mx-auto rounded-md">
          <Mark size={28} />
        </Link>
        <span className="mx-auto">
          <Tooltip side="right" content="Command menu (Ctrl K or ⌘K)">
            {search}
          </Tooltip>
        </span>
        <NavigationBar look="rail" badges={badges} />
        <span className="mt-auto flex flex-col items-stretch">
          <FreezeControl look="rail" />
        </span>
        <span className="flex flex-col items-center gap-3">
          <LiveIndicator status={live} reach={reach} stacked />
          {account('right')}
        </span>
      </nav>

      <div className="flex min-w-0 flex-col pb-[calc(3.5rem+env(safe-area-inset-bottom))] md:pb-0">
        <ReachBar />
        <FreezeBands />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>

      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-30 h-[calc(3.5rem+env(safe-area-inset-bottom))] border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        <NavigationBar look="bar" badges={badges} />
      </nav>
      {sheetOpen && <ShortcutSheet open onOpenChange={setSheetOpen} />}
      {menuOpen && <CommandMenu open onOpenChange={setMenuOpen} />}
    </div>
  );
}

function GoTo({ item }: { item: Pick<NavItem, 'href' | 'label' | 'keys'> }) {
  const router = useRouter();
  useCommand({
    keys: item.keys,
    label: item.label,
    group: 'Go to',
    run: () => router.push(item.href),
  });
  return null;
}
