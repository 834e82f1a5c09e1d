'use client';

import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';

/** What Next hands an error boundary; the digest is the server's name for the error in its log. */
export interface FailedPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export function FailedPage({ error, reset }: FailedPageProps) {
  return (
    <div className="flex min-h-[70dvh] items-center justify-center">
      <ErrorState
        level={1}
        title="This page failed to load"
        reference={error.digest && `Error ${error.digest}`}
        action={<Button onClick={reset}>Try again</Button>}
      >
        Nothing was changed by it: no decision was sent, and none was taken back.
      </ErrorState>
    </div>
  );
}
