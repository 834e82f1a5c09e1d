import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

export interface RemovableProps {
  /** What pressing it takes away: “Environment, from Grave incidents”. */
  label: string;
  onRemove: () => void;
  children: ReactNode;
}

/** A field with a way to take it out again. */
export function Removable({ label, onRemove, children }: RemovableProps) {
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      <Button
        square
        size="sm"
        variant="ghost"
        aria-label={`Remove ${label}`}
        icon={<X aria-hidden size={14} />}
        onClick={onRemove}
      />
    </div>
  );
}
