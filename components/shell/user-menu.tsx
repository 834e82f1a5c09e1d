'use client';

import { Keyboard, LogOut, UserRound, UsersRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { KeyHint } from '@/components/ui/key-hint';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { AccountButton } from './account-button';
import type { AccountMenuProps } from './account-menu';
import { DensityChoice } from './density-choice';
import { ACCOUNT, PEOPLE } from './navigation';
import { sayRoles } from './shell-user';
import { ThemeChoice } from './theme-choice';

/** Opens as it mounts: AccountMenu mounts it at the first press. */
export function UserMenu({ user, onSignOut, onShortcuts, side = 'right' }: AccountMenuProps) {
  const router = useRouter();
  return (
    <Menu
      defaultOpen
      label="Your account"
      side={side}
      align="end"
      trigger={<AccountButton name={user.name} />}
    >
      <div className="px-2 py-1.5 text-sm">
        <p className="font-medium break-words text-ink">{user.name}</p>
        <p className="text-xs break-all text-muted">{user.email}</p>
        <ul className="mt-1.5 text-xs text-muted">
          {sayRoles(user.roles).map((role) => (
            <li key={role}>{role}</li>
          ))}
        </ul>
      </div>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <DensityChoice />
      <MenuItem icon={<UserRound aria-hidden />} onSelect={() => router.push(ACCOUNT.href)}>
        {ACCOUNT.label}
      </MenuItem>
      <MenuItem icon={<UsersRound aria-hidden />} onSelect={() => router.push(PEOPLE.href)}>
        {PEOPLE.label}
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden />} aside={<KeyHint keys="?" />} onSelect={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
