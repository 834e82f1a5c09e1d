'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { AccountButton } from './account-button';
import type { ShellUser } from './shell-user';

const load = () => import('./user-menu');
const UserMenu = dynamic(() => load().then((module) => module.UserMenu), { ssr: false });

export interface AccountMenuProps {
  user: ShellUser;
  onSignOut: () => void;
  onShortcuts: () => void;
  side?: 'right' | 'bottom' | undefined;
}

/** The account button; the menu behind it comes when it is first reached for. */
export function AccountMenu(props: AccountMenuProps) {
  const [isWanted, setWanted] = useState(false);
  const preload = () => void load();
  if (isWanted) return <UserMenu {...props} />;
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
