import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5">
          <Mark size={28} />
          <span className="text-lg font-semibold tracking-tight text-ink">Countersign</span>
        </div>
        {children}
      </div>
    </main>
  );
}
