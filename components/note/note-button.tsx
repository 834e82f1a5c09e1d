'use client';

import { StickyNote } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { NoteDialogProps } from './note-dialog';

const NoteDialog = dynamic(() => import('./note-dialog'), { ssr: false });

export interface NoteButtonProps extends Omit<NoteDialogProps, 'onClose'> {
  disabledReason: string | undefined;
}

/** Asks for a note in a dialog that is loaded at the first press. */
export function NoteButton({ disabledReason, ...dialog }: NoteButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        icon={<StickyNote aria-hidden size={13} />}
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
      >
        {dialog.hypothesisId === undefined ? 'Note' : 'Comment'}
      </Button>
      {isOpen && <NoteDialog {...dialog} onClose={() => setOpen(false)} />}
    </>
  );
}
