'use client';

import { Snowflake } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '@/components/shell/shortcuts';
import { late } from '@/components/ui/late';
import { useAlive } from '@/components/ui/use-alive';
import { useFreezes } from './freezes';

const FreezeDialog = late(() => import('./freeze-dialog'));

/** The brake, on every page for those who may pull it; it asks what and why before it does. */
export function FreezeControl({ look }: { look: 'rail' | 'bar' }) {
  const { freezable } = useFreezes();
  const isAlive = useAlive();
  const [isOpen, setOpen] = useState(false);
  const isTheirs = freezable.length > 0;
  // One of the two that the frame holds speaks for both in the command menu.
  useCommand({
    label: 'Freeze everything, or one service',
    group: 'General',
    enabled: isTheirs && look === 'rail',
    run: () => setOpen(true),
  });
  if (!isTheirs) return null;
  return (
    <>
      <button
        type="button"
        disabled={!isAlive}
        aria-haspopup="dialog"
        aria-label="Freeze"
        title="Stop every agent, or those on one service, at once"
        onClick={() => setOpen(true)}
        className={
          look === 'rail'
            ? 'flex h-13 flex-col items-center justify-center gap-1 rounded-lg text-2xs font-medium text-muted hover:bg-hover hover:text-ink'
            : 'flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11'
        }
      >
        <Snowflake aria-hidden size={17} strokeWidth={1.75} />
        {look === 'rail' && <span>Freeze</span>}
      </button>
      {isOpen && <FreezeDialog onClose={() => setOpen(false)} />}
    </>
  );
}
