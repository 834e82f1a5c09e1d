'use client';

import { Keyboard, LogOut } from 'lucide-react';
import { KeyHint } from '@/components/ui/key-hint';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { ThemeChoice } from './theme-choice';

export interface ShellUser {
  name: string;
  email: string;
  roles: { role: string; service: string }[];
}

export interface UserMenuProps {
  user: ShellUser;
  onSignOut: () => void;
  onShortcuts: () => void;
  side?: 'right' | 'bottom' | undefined;
}

/** "commander everywhere", "approver of checkout and payments". */
export function sayRoles(roles: ShellUser['roles']): string[] {
  const services = new Map<string, string[]>();
  for (const { role, service } of roles)
    services.set(role, [...(services.get(role) ?? []), service]);
  return [...services].map(([role, on]) => {
    const title = role.charAt(0).toUpperCase() + role.slice(1);
    return on.includes('*') ? `${title}, every service` : `${title}: ${on.join(', ')}`;
  });
}

export function UserMenu({ user, onSignOut, onShortcuts, side = 'right' }: UserMenuProps) {
  const initials = user.name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <Menu
      label="Your account"
      side={side}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Your account: ${user.name}`}
          className="group flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
        >
          <span className="flex size-8 items-center justify-center rounded-full border border-line-strong bg-sunken text-2xs font-semibold text-ink group-hover:bg-hover">
            {initials || '?'}
          </span>
        </button>
      }
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
      <MenuLabel>Help</MenuLabel>
      <MenuItem icon={<Keyboard aria-hidden />} aside={<KeyHint keys="?" />} onSelect={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
