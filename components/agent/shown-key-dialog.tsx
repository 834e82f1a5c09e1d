'use client';

import { ShownOnceDialog } from '@/components/ui/shown-once-dialog';

/** A new key, this once: nothing here keeps it. */
export function ShownKeyDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <ShownOnceDialog
      title="The new key"
      description="It is shown this once. Copy it to where the agent runs; only its hash is kept here."
      secret={secret}
      copyLabel="Copy the key"
      onClose={onClose}
    />
  );
}
