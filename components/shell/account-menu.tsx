'use client';

import { useState } from 'react';
import { late } from '@/components/ui/late';
import { AccountButton } from './account-button';
import type { ShellUser } from './shell-user';

const load = () => import('./user-menu');
const UserMenu = late(async () => ({ default: (await load()).UserMenu }));

export interface AccountMenuProps {
  user: ShellUser;
  onSignOut: () => void;
  onShortcuts: () => void;
  side?: 'right' | 'bottom' | undefined;
}

/** The account button; the menu behind it comes when it is first reached for. */
export function AccountMenu(props: AccountMenuProps) {
  const [isWanted, setWanted] = useState(false);
  // Without a connection it fails, and is asked for again by the press.
  const preload = () => void load().catch(() => undefined);
  if (isWanted) return <UserMenu {...props} onClose={() => setWanted(false)} />;
  return (
    <AccountButton
      name={props.user.name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setWanted(true)}
    />
  );
}
