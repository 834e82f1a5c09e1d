import Link from 'next/link';
import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

/** Public: whoever meets a refusal may read what it means, signed in or not. */
export default function ProblemsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="flex h-12 items-center border-b border-line px-4 md:px-8">
        <Link
          href="/"
          aria-label="Countersign: the floor"
          className="flex items-center gap-2 rounded-md pointer-coarse:min-h-11"
        >
          <Mark size={22} />
          <span className="text-sm font-semibold text-ink">Countersign</span>
        </Link>
      </header>
      <main>{children}</main>
    </>
  );
}
