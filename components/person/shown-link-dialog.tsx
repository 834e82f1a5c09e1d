'use client';

import { RelativeTime } from '@/components/time/relative-time';
import { ShownOnceDialog } from '@/components/ui/shown-once-dialog';

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
    <ShownOnceDialog
      title={title}
      description="It is shown this once. Give it to them by a way on which nobody else reads."
      secret={link}
      copyLabel="Copy the link"
      onClose={onClose}
    >
      <p className="text-sm text-muted">
        It works once, and ends <RelativeTime at={expiresAt} />.
      </p>
    </ShownOnceDialog>
  );
}
