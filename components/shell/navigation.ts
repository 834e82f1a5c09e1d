import { Archive, Bot, Boxes, LayoutList, Scale, Stamp, type LucideIcon } from 'lucide-react';

export type NavKey = 'floor' | 'approvals' | 'archive' | 'agents' | 'services' | 'policies';

export interface NavItem {
  key: NavKey;
  href: string;
  label: string;
  /** Under the glyph, where room is short. */
  short: string;
  icon: LucideIcon;
  /** Its key sequence. */
  keys: string;
}

/** Not in the bar: behind the account button, and in the command menu. */
export const ACCOUNT = { href: '/settings', label: 'Your account', keys: 'g y' };
export const PEOPLE = { href: '/people', label: 'People', keys: 'g e' };

/** Not in the bar either: who was told of what. */
export const NOTICES = { href: '/notices', label: 'Notices', keys: 'g n' };

/** Behind the floor: the same for a screen on a wall. */
export const WALL = { href: '/wall', label: 'Floor on a wall', keys: 'g w' };

export const navigation: NavItem[] = [
  {
    key: 'floor',
    href: '/incidents',
    label: 'Floor',
    short: 'Floor',
    icon: LayoutList,
    keys: 'g i',
  },
  {
    key: 'approvals',
    href: '/approvals',
    label: 'Approvals',
    short: 'Approvals',
    icon: Stamp,
    keys: 'g a',
  },
  {
    key: 'archive',
    href: '/archive',
    label: 'Past incidents',
    short: 'Past',
    icon: Archive,
    keys: 'g p',
  },
  { key: 'agents', href: '/agents', label: 'Agents', short: 'Agents', icon: Bot, keys: 'g t' },
  {
    key: 'services',
    href: '/services',
    label: 'Services',
    short: 'Services',
    icon: Boxes,
    keys: 'g s',
  },
  {
    key: 'policies',
    href: '/policies',
    label: 'Policies',
    short: 'Policies',
    icon: Scale,
    keys: 'g o',
  },
];
