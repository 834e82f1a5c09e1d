'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { PASSKEYS_KEY, passkeysQuery, postWithdrawRecovery } from '@/lib/passkeys/client';
import type { PasskeyOut, PasskeysOut } from '@/lib/passkeys/output';
import { AddPasskeyDialog } from './add-passkey-dialog';
import { PasskeyRow } from './passkey-row';
import { PASSKEYS_ID } from './passkeys-id';
import { RemovePasskeyDialog } from './remove-passkey-dialog';
import { RenamePasskeyDialog } from './rename-passkey-dialog';

type Asking = { to: 'add' } | { to: 'rename' | 'remove'; passkey: PasskeyOut };

/** One's own passkeys: what they are called, when they were used, and what it takes to change them. */
export function PasskeysPanel({ initial, email }: { initial: PasskeysOut; email: string }) {
  const { data, isError, error } = useQuery({ ...passkeysQuery, initialData: initial });
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const { items, enrolBy } = data;
  return (
    <Panel
      title="Passkeys"
      aria-label="Passkeys"
      id={PASSKEYS_ID}
      flush
      className="scroll-mt-4"
      actions={
        <Button
          size="sm"
          disabledReason={enrolBy === 'nothing' ? 'Two admins have to let you first.' : undefined}
          onClick={() => setAsking({ to: 'add' })}
        >
          Add a passkey
        </Button>
      }
    >
      {isError && (
        <Notice tone="bad" bar title="This list may be out of date" announced="status">
          {sayError(error)}
        </Notice>
      )}
      <Standing passkeys={data} />
      {items.length === 0 ? (
        <EmptyState icon={Fingerprint} title="No passkey yet" level={3}>
          Changes of high risk are signed with one: your fingerprint, face or PIN, which stay on
          your device. Add one before you need it at night.
        </EmptyState>
      ) : (
        <ul aria-label="Passkeys" className="divide-y divide-line">
          {items.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onRename={() => setAsking({ to: 'rename', passkey })}
              onRemove={() => setAsking({ to: 'remove', passkey })}
            />
          ))}
        </ul>
      )}
      {asking?.to === 'add' && (
        <AddPasskeyDialog needsPasskey={enrolBy === 'passkey'} email={email} onClose={close} />
      )}
      {asking?.to === 'rename' && <RenamePasskeyDialog passkey={asking.passkey} onClose={close} />}
      {asking?.to === 'remove' && (
        <RemovePasskeyDialog passkey={asking.passkey} isLast={items.length === 1} onClose={close} />
      )}
    </Panel>
  );
}

/** What stands in the way of enrolling, or what two admins have begun. */
function Standing({ passkeys }: { passkeys: PasskeysOut }) {
  const { enrolBy, enrolUntil, openRecovery } = passkeys;
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: postWithdrawRecovery,
    onSettled: () => queries.invalidateQueries({ queryKey: PASSKEYS_KEY }),
  });
  return (
    <>
      {openRecovery && (
        <Notice
          bar
          tone="waiting"
          title="An admin says that your passkeys are lost"
          action={
            <Button
              size="sm"
              pending={withdraw.isPending}
              onClick={() => withdraw.mutate(openRecovery.id)}
            >
              I have lost nothing
            </Button>
          }
        >
          <VisibleText text={`${openRecovery.openedBy.name}: “${openRecovery.reason}”`} /> Once
          another admin confirms it, the passkeys below count no more.
          {withdraw.isError && <span className="block text-bad">{sayError(withdraw.error)}</span>}
        </Notice>
      )}
      {enrolBy === 'recovery' && enrolUntil && (
        <Notice bar tone="waiting" title="Add a passkey now">
          Two admins have let you enrol anew, once. That ends <RelativeTime at={enrolUntil} />.
        </Notice>
      )}
      {enrolBy === 'nothing' && (
        <Notice bar tone="bad" title="Two admins have to let you enrol">
          None of your passkeys may sign any more. Ask an admin to open a recovery; another one
          confirms it.
        </Notice>
      )}
    </>
  );
}
