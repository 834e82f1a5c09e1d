'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { late } from '@/components/ui/late';

const HandoverDialog = late(() => import('./handover-dialog'));

/** For whoever commands: offers that to another, in a dialog that is loaded at the first press. */
export function HandoverButton({ disabledReason }: { disabledReason: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
      >
        Hand over
      </Button>
      {isOpen && <HandoverDialog onClose={() => setOpen(false)} />}
    </>
  );
}
