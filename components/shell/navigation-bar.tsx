'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { navigation, type NavKey } from './navigation';

export interface NavigationBarProps {
  /** `rail` at the left of a desktop, `bar` at the foot of a phone. */
  look: 'rail' | 'bar';
  /** A count over an item's glyph. */
  badges?: Partial<Record<NavKey, ReactNode>> | undefined;
}

export function NavigationBar({ look, badges = {} }: NavigationBarProps) {
  const pathname = usePathname();
  return (
    <ul
      className={look === 'rail' ? 'flex flex-col gap-1' : 'grid h-full auto-cols-fr grid-flow-col'}
    >
      {navigation.map(({ key, href, label, short, icon: Icon }) => {
        const isHere = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <li key={key} className={look === 'bar' ? 'min-w-0' : undefined}>
            <Link
              href={href}
              aria-current={isHere ? 'page' : undefined}
              aria-label={label === short ? undefined : label}
              className={clsx(
                'focus-inset relative flex flex-col items-center justify-center gap-1 text-2xs font-medium transition-colors',
                look === 'rail' ? 'h-13 rounded-lg' : 'h-full',
                isHere ? 'text-ink' : 'text-muted hover:text-ink',
                look === 'rail' && (isHere ? 'bg-hover' : 'hover:bg-hover'),
              )}
            >
              {look === 'bar' && isHere && (
                <span aria-hidden className="absolute inset-x-6 top-0 h-0.5 rounded-full bg-ink" />
              )}
              <span className="relative">
                <Icon aria-hidden size={18} strokeWidth={isHere ? 2.1 : 1.75} />
                {badges[key] && (
                  <span className="absolute -top-1.5 left-3 flex">{badges[key]}</span>
                )}
              </span>
              <span className="max-w-full truncate">{short}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
