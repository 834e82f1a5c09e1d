'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Refused, join } from '@/lib/people/client';
import { MIN_PASSWORD } from '@/lib/people/schema';

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '');

const onHashChange = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};
/** Null on the server, which never sees what stands after the "#". */
const useToken = (): string | null =>
  useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => null,
  );

export function InvitationForm() {
  const token = useToken();
  const attempt = useMutation({
    mutationFn: join,
    onSuccess: () => window.location.assign('/sign-in?joined=1'),
  });
  if (token === '') {
    return (
      <div className="flex flex-col gap-4">
        <h1 className="text-xl font-semibold text-ink">This is not a whole invitation link</h1>
        <Notice tone="waiting">
          Open the link exactly as it was given to you, or ask an admin for a new one.
        </Notice>
      </div>
    );
  }
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
      <Field
        label="Password"
        hint={`At least ${MIN_PASSWORD} characters. A sentence is easier to keep than a riddle.`}
        error={fields.password}
      >
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={MIN_PASSWORD}
            maxLength={200}
          />
        )}
      </Field>
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
