'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { MenuChoice } from '@/components/ui/menu';

type Theme = 'system' | 'light' | 'dark';

const options = [
  { value: 'system' as const, label: 'As the system', icon: <Monitor aria-hidden /> },
  { value: 'light' as const, label: 'Light', icon: <Sun aria-hidden /> },
  { value: 'dark' as const, label: 'Dark', icon: <Moon aria-hidden /> },
];

/** For inside a Menu, which is mounted only in the browser, where the theme is known. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const value: Theme = theme === 'light' || theme === 'dark' ? theme : 'system';
  return <MenuChoice label="Theme" value={value} options={options} onValueChange={setTheme} />;
}
