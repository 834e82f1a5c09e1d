import { Archive, Bot, Boxes, LayoutList, Stamp, type LucideIcon } from 'lucide-react';

export type NavKey = 'floor' | 'approvals' | 'archive' | 'agents' | 'services';

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
];
