import { Sunrise } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';

/** The good night: nothing open. */
export function FloorEmpty({ action }: { action: ReactNode }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState icon={Sunrise} level={2} title="Nothing is burning" action={action}>
        <p>
          No incident is open. The next alert appears here by itself, and so does whatever its agent
          needs from you.
        </p>
        <p className="mt-1.5">
          <Link href="/archive" className="font-medium text-ink underline underline-offset-2">
            Look at past incidents
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
