import { Notice } from '@/components/ui/notice';

/** In the place of a form, where a one-time link came without its token. */
export function BrokenLink({ title }: { title: string }) {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold text-ink">{title}</h1>
      <Notice tone="waiting">
        Open the link exactly as it was given to you, or ask an admin for a new one.
      </Notice>
    </div>
  );
}
