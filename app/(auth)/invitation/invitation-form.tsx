'use client';

import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { BrokenLink } from '@/components/person/broken-link';
import { NewPasswordField } from '@/components/person/new-password-field';
import { useLinkToken } from '@/components/person/use-link-token';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Refused, join } from '@/lib/people/client';

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '');

export function InvitationForm() {
  const token = useLinkToken();
  const attempt = useMutation({
    mutationFn: join,
    onSuccess: () => window.location.assign('/sign-in?after=joining'),
  });
  if (token === '') return <BrokenLink title="This is not a whole invitation link" />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (attempt.isPending || !token) return;
    attempt.mutate({ token, name: textOf(form, 'name'), password: textOf(form, 'password') });
  };
  const fields = attempt.error instanceof Refused ? attempt.error.fields : {};
  const isAboutFields = fields.name !== undefined || fields.password !== undefined;
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold text-ink">Join your team</h1>
      {attempt.error && !isAboutFields && (
        <Notice tone="bad" announced="alert">
          {attempt.error.message}
        </Notice>
      )}
      <Field label="Your name" hint="Others see it beside what you decide." error={fields.name}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" required maxLength={120} />
        )}
      </Field>
      <NewPasswordField label="Password" error={fields.password} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        pending={attempt.isPending || attempt.isSuccess}
        pendingLabel="Joining…"
      >
        Join
      </Button>
    </form>
  );
}
