'use client';

import { useState, type ReactNode } from 'react';
import { IN_THIS_ROOM, useCommand } from '@/components/shell/shortcuts';
import { Button } from '@/components/ui/button';
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style';
import { late } from '@/components/ui/late';
import type { ReasonDialogProps } from './reason-dialog';

const ReasonDialog = late(() => import('./reason-dialog'));

export interface ActButtonProps extends Omit<ReasonDialogProps, 'onClose'> {
  label: string;
  icon?: ReactNode;
  /** The button's own look; `variant` is that of the dialog's. */
  look?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  className?: string | undefined;
  disabledReason: string | undefined;
  /** What it is called in the command menu, where it is to be found there; it asks all the same. */
  command?: string | undefined;
}

/** A button whose act needs words: it asks for them in a dialog, loaded at the first press. */
export function ActButton({
  label,
  icon,
  look = 'secondary',
  size = 'sm',
  className,
  disabledReason,
  command,
  ...dialog
}: ActButtonProps) {
  const [open, setOpen] = useState(false);
  useCommand({
    label: command ?? label,
    group: IN_THIS_ROOM,
    enabled: command !== undefined && disabledReason === undefined,
    run: () => setOpen(true),
  });
  return (
    <>
      <Button
        size={size}
        variant={look}
        icon={icon}
        className={className}
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {open && <ReasonDialog {...dialog} onClose={() => setOpen(false)} />}
    </>
  );
}
