import { SearchX, Sunrise } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
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

/** Something is open, but none of it fits. */
export function FloorNoMatch({ onClear }: { onClear: () => void }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState
        icon={SearchX}
        level={2}
        title="No live incident fits"
        action={<Button onClick={onClear}>Show all</Button>}
      >
        The others are still there, and whatever waits on you with them.
      </EmptyState>
    </div>
  );
}
