'use client';

import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';

export interface ShownLink {
  title: string;
  link: string;
  expiresAt: string;
}

/** A link that works once, shown this once: only its hash is kept. */
export function ShownLinkDialog({
  shown: { title, link, expiresAt },
  onClose,
}: {
  shown: ShownLink;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description="It is shown this once. Give it to them by a way on which nobody else reads."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="flex flex-col items-start gap-3">
        <code className="w-full rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm break-all select-all">
          {link}
        </code>
        <p className="text-sm text-muted">
          It works once, and ends <RelativeTime at={expiresAt} />.
        </p>
        <CopyButton text={link} label="Copy the link" worded />
      </div>
    </Dialog>
  );
}
