'use client';

import './globals.css';

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Stands in for the root layout when that itself fails, so it leans on nothing but the styles. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Countersign could not start</title>
        <main className="mx-auto flex min-h-dvh max-w-sm flex-col items-center justify-center gap-2 p-4 text-center">
          <h1 className="text-lg font-semibold">Countersign could not start</h1>
          <p className="text-sm text-muted">
            Nothing was changed by it. If it persists, the server may be down or being updated.
          </p>
          {error.digest && <p className="font-mono text-xs text-faint">Error {error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="mt-2 h-10 rounded-md border border-line-strong bg-surface px-4 text-sm font-medium"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
