'use client';

import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
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
