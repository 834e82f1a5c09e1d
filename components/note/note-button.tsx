'use client';

import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import { IN_THIS_ROOM, useCommand } from '@/components/shell/shortcuts';
import { Button } from '@/components/ui/button';
import { late } from '@/components/ui/late';
import type { NoteDialogProps } from './note-dialog';

const NoteDialog = late(() => import('./note-dialog'));

export interface NoteButtonProps extends Omit<NoteDialogProps, 'onClose'> {
  disabledReason: string | undefined;
}

/** Asks for a note in a dialog that is loaded at the first press. */
export function NoteButton({ disabledReason, ...dialog }: NoteButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useCommand({
    label: 'Add a note',
    group: IN_THIS_ROOM,
    enabled: dialog.hypothesisId === undefined && disabledReason === undefined,
    run: () => setOpen(true),
  });
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
