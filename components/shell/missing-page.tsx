import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { buttonStyle } from '@/components/ui/button-style';
import { EmptyState } from '@/components/ui/empty-state';

export function MissingPage() {
  return (
    <div className="flex min-h-[70dvh] items-center justify-center">
      <EmptyState
        icon={SearchX}
        level={1}
        title="There is nothing here to see"
        action={
          <Link href="/incidents" className={buttonStyle()}>
            Go to the floor
          </Link>
        }
      >
        It does not exist, or it is not yours to know of.
      </EmptyState>
    </div>
  );
}
