'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Dialog } from './dialog';

export interface ShownOnceDialogProps {
  title: string;
  /** That it is shown this once, and where it goes. */
  description: string;
  secret: string;
  /** What the button copies, as "Copy the key". */
  copyLabel: string;
  children?: ReactNode;
  onClose: () => void;
}

/** Something secret, this once: nothing here keeps it. */
export function ShownOnceDialog(props: ShownOnceDialogProps) {
  const { title, description, secret, copyLabel, children, onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="flex flex-col items-start gap-3">
        <code className="w-full rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm break-all select-all">
          {secret}
        </code>
        {children}
        <CopyButton text={secret} label={copyLabel} worded />
      </div>
    </Dialog>
  );
}
