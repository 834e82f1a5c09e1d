import { Cloud, Smartphone } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { PasskeyOut } from '@/lib/passkeys/output';

export interface PasskeyRowProps {
  passkey: PasskeyOut;
  onRename: () => void;
  onRemove: () => void;
}

/** One passkey: its name, where it lives, when it was made and used. */
export function PasskeyRow({ passkey, onRename, onRemove }: PasskeyRowProps) {
  const { name, backedUp, createdAt, lastUsedAt, suspectedAt, isOfThisSite } = passkey;
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 font-medium break-words text-ink">
          <VisibleText text={name} />
        </span>
        {suspectedAt ? (
          <Badge tone="bad">May have been copied: signs nothing</Badge>
        ) : !isOfThisSite ? (
          <Badge tone="waiting">Of another address: signs nothing here</Badge>
        ) : backedUp ? (
          <Badge icon={<Cloud aria-hidden size={12} />}>Backed up</Badge>
        ) : (
          <Badge icon={<Smartphone aria-hidden size={12} />}>On one device only</Badge>
        )}
      </div>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <span>
          added <RelativeTime at={createdAt} focusable />
        </span>
        <span>
          {lastUsedAt ? (
            <>
              last used <RelativeTime at={lastUsedAt} focusable />
            </>
          ) : (
            'never used'
          )}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-label={`Rename ${name}`} onClick={onRename}>
          Rename
        </Button>
        <Button size="sm" variant="danger-quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}
