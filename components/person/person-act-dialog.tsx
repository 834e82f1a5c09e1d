'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { useToast } from '@/components/ui/toast';
import type { RoleBinding } from '@/lib/access/schema';
import { PEOPLE_KEY } from '@/lib/people/client';
import { bindingsOf } from '@/lib/people/rules';
import type { PersonRow } from '@/lib/people/schema';
import { ACT_SAYS, ACT_WORDS, type ActKind, actTakesTwo } from './person-acts';
import { type KnownService, RoleFields } from './role-fields';
import { sendAct } from './send-act';
import type { ShownLink } from './shown-link-dialog';

const formId = 'person-act';

export interface PersonActDialogProps {
  kind: ActKind;
  /** Undefined of an invitation. */
  person?: PersonRow | undefined;
  services: KnownService[];
  /** Whether admins act in twos here. */
  inTwos: boolean;
  onLink: (shown: ShownLink) => void;
  onClose: () => void;
}

/** One act upon one person; where it takes two admins, it is proposed, with a reason. */
export function PersonActDialog(props: PersonActDialogProps) {
  const { kind, person, services, inTwos, onLink, onClose } = props;
  const queries = useQueryClient();
  const toast = useToast();
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<RoleBinding[]>(
    person ? bindingsOf(person.roles) : [{ role: 'observer', service: '*' }],
  );
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const since = new Date(0).toISOString();
  const isProposal =
    inTwos && actTakesTwo(kind, { person, roles: roles.map((each) => ({ ...each, since })) });
  const asksReason = isProposal || kind === 'disable' || kind === 'enable';
  const { verb, done } = ACT_WORDS[kind];
  const faults = {
    email: kind === 'invite' && !email.includes('@') ? 'An e-mail address.' : undefined,
    reason: asksReason && !reason.trim() ? 'Say why.' : undefined,
    roles:
      new Set(roles.map(({ role, service }) => `${role} ${service}`)).size < roles.length
        ? 'The same role on the same service stands here twice. Name its environments in one of them.'
        : undefined,
  };
  const post = useMutation({
    mutationFn: () =>
      sendAct({
        kind,
        personId: person?.id ?? '',
        email,
        roles,
        reason: reason.trim(),
        isProposal,
      }),
    onSuccess: (made) => {
      onClose();
      if (made) onLink({ title: kind === 'invite' ? 'The invitation' : 'The reset link', ...made });
      else toast({ tone: 'good', title: isProposal ? 'Proposed to the other admins' : done });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (post.isPending || faults.email || faults.reason || faults.roles) return;
    post.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        person ? (
          <>
            {verb}: <VisibleText text={person.name} />
          </>
        ) : (
          verb
        )
      }
      description={ACT_SAYS[kind]}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant={kind === 'disable' ? 'danger' : 'primary'}
            pending={post.isPending}
          >
            {isProposal ? 'Propose it' : verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {kind === 'invite' && (
          <Field label="E-mail" error={isTried ? faults.email : undefined}>
            {(control) => (
              <Input
                {...control}
                type="email"
                autoComplete="off"
                maxLength={200}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
        )}
        {(kind === 'invite' || kind === 'roles') && (
          <RoleFields
            roles={roles}
            services={services}
            error={isTried ? faults.roles : undefined}
            onChange={setRoles}
          />
        )}
        {isProposal && (
          <Notice tone="waiting" title="This takes two admins">
            Another admin has to agree. Until then nothing changes.
          </Notice>
        )}
        {asksReason && <ReasonField value={reason} isTried={isTried} onChange={setReason} />}
        {post.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(post.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
