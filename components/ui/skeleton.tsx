import { clsx } from 'clsx';

/** One bar the size of what is to come. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden className={clsx('shimmer block h-4 rounded-sm', className)} />;
}

/** A loading region that says so once; the bars are for the eye. */
export function Loading({ label, rows = 4 }: { label: string; rows?: number }) {
  return (
    <output className="flex flex-col gap-3 p-4">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} aria-hidden className="flex items-center gap-3">
          <Skeleton className="size-4 shrink-0 rounded-full" />
          <Skeleton className={index % 3 === 0 ? 'w-3/5' : index % 3 === 1 ? 'w-4/5' : 'w-2/5'} />
          <Skeleton className="ml-auto w-12" />
        </span>
      ))}
    </output>
  );
}
