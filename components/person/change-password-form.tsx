'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ApiProblem } from '@/lib/http/call-api';
import { changePassword } from '@/lib/people/client';
import { NewPasswordField } from './new-password-field';

/** What is wrong with each field, and what is wrong besides. */
function complaints(error: Error | null): { fields: Record<string, string>; rest?: string } {
  if (!error) return { fields: {} };
  if (!(error instanceof ApiProblem)) {
    return { fields: {}, rest: 'The answer could not be read. Try signing in with the new one.' };
  }
  if (error.slug === 'wrong-password') return { fields: { currentPassword: error.detail } };
  const fields = Object.fromEntries(error.errors.map(({ path, message }) => [path, message]));
  return Object.keys(fields).length > 0 ? { fields } : { fields, rest: error.detail };
}

const sayEnded = (count: number): string => {
  if (count === 0) return 'You were signed in nowhere else.';
  return `You were signed out in ${count === 1 ? 'one other place' : `${count} other places`}.`;
};

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '');

export function ChangePasswordForm({ email }: { email: string }) {
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => form.current?.reset(),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (change.isPending) return;
    const given = new FormData(event.currentTarget);
    change.mutate({
      currentPassword: textOf(given, 'currentPassword'),
      password: textOf(given, 'password'),
    });
  };
  const { fields, rest } = complaints(change.error);
  return (
    <form ref={form} method="post" onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      <p className="text-sm text-muted">A change signs you out everywhere but here.</p>
      {change.isSuccess && (
        <Notice tone="good" title="Your password is changed" announced="status">
          {sayEnded(change.data.endedSessions)}
        </Notice>
      )}
      {rest && (
        <Notice tone="bad" announced="alert">
          {rest}
        </Notice>
      )}
      {/* So that a password manager knows whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="The password you have" error={fields.currentPassword}>
        {(control) => (
          <Input
            {...control}
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
        )}
      </Field>
      <NewPasswordField label="New password" error={fields.password} />
      <Button
        type="submit"
        variant="primary"
        className="self-start pointer-coarse:self-stretch"
        pending={change.isPending}
        pendingLabel="Changing…"
      >
        Change password
      </Button>
    </form>
  );
}
