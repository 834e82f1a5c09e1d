import { LoaderCircle } from 'lucide-react';

/** Decorative: the words beside it say what is under way. */
export function Spinner({ size = 14 }: { size?: number }) {
  return (
    <LoaderCircle aria-hidden size={size} className="animate-spin motion-reduce:animate-none" />
  );
}
