import { Button } from './button';

export interface LoadMoreProps {
  /** A list that is read page by page. */
  pages: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  size?: 'sm' | 'md' | undefined;
  className?: string | undefined;
}

/** Under a list that goes on; nothing once it is whole. */
export function LoadMore({ pages, size, className = 'flex justify-center' }: LoadMoreProps) {
  if (!pages.hasNextPage) return null;
  return (
    <div className={className}>
      <Button
        size={size}
        pending={pages.isFetchingNextPage}
        pendingLabel="Loading…"
        onClick={() => void pages.fetchNextPage()}
      >
        Load more
      </Button>
    </div>
  );
}
