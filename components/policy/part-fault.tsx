import { CircleAlert } from 'lucide-react';

/** What is wrong with a part as a whole, where no field of it could say so. */
export function Fault({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-1 text-xs font-medium text-bad">
      <CircleAlert aria-hidden size={13} className="mt-0.5 shrink-0" />
      {children}
    </p>
  );
}
