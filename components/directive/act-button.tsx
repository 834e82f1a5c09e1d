'use client';

import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style';
import type { ReasonDialogProps } from './reason-dialog';

const ReasonDialog = dynamic(() => import('./reason-dialog'), { ssr: false });

export interface ActButtonProps extends Omit<ReasonDialogProps, 'onClose'> {
  label: string;
  icon?: ReactNode;
  /** The button's own look; `variant` is that of the dialog's. */
  look?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  className?: string | undefined;
  disabledReason: string | undefined;
}

/** A button whose act needs words: it asks for them in a dialog, loaded at the first press. */
export function ActButton({
  label,
  icon,
  look = 'secondary',
  size = 'sm',
  className,
  disabledReason,
  ...dialog
}: ActButtonProps) {
  const [open, setOpen] = useState(false);
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
