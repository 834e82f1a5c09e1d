import { Fingerprint } from 'lucide-react';
import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { PASSKEYS_ID } from './passkeys-id';

export interface PasskeyNoticeProps {
  /** What is to be decided takes a passkey, and whoever reads it may decide. */
  isAsked: boolean;
  hasPasskey: boolean;
}

/** Told before anybody presses in vain: this takes a passkey, and you have none. */
export function PasskeyNotice({ isAsked, hasPasskey }: PasskeyNoticeProps) {
  if (!isAsked || hasPasskey) return null;
  return (
    <Notice
      tone="waiting"
      icon={Fingerprint}
      title="You have no passkey yet"
      action={
        <Link
          href={`/settings#${PASSKEYS_ID}`}
          className="shrink-0 font-medium text-ink underline underline-offset-2 pointer-coarse:py-2"
        >
          Add one
        </Link>
      }
    >
      It takes one to approve this. You can reject it without.
    </Notice>
  );
}
