'use client';

import { useLinkStatus } from 'next/link';
import { Spinner } from '@/components/ui/spinner';

/** Within a link to a page that comes whole and not in parts: that it is on its way. */
export function LinkPending({ label }: { label: string }) {
  const { pending } = useLinkStatus();
  return (
    <span role="status" className="ml-1.5 inline-block align-middle empty:hidden">
      {pending && (
        <>
          <Spinner />
          <span className="sr-only">{label}</span>
        </>
      )}
    </span>
  );
}
