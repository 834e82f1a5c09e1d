'use client';

import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { signIn } from '@/lib/people/client';

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '');

export interface SignInFormProps {
  /** A path of ours. */
  destination: string;
  /** They have just taken up their invitation, or a reset. */
  arrival?: 'joining' | 'reset' | undefined;
}

const greetings = {
  joining: 'Your account is ready. Sign in with the password you have just chosen.',
  reset: 'Your password is changed. Sign in with the new one.',
};

export function SignInForm({ destination, arrival }: SignInFormProps) {
  const attempt = useMutation({
    mutationFn: signIn,
    // A whole navigation, so that nothing rendered for nobody stays.
    onSuccess: () => window.location.assign(destination),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (attempt.isPending) return;
    attempt.mutate({ email: textOf(form, 'email'), password: textOf(form, 'password') });
  };
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold text-ink">Sign in</h1>
      {arrival && !attempt.error && (
        <Notice tone="good" announced="status">
          {greetings[arrival]}
        </Notice>
      )}
      {attempt.error && (
        <Notice tone="bad" announced="alert">
          {attempt.error.message}
        </Notice>
      )}
      <Field label="E-mail">
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required />
        )}
      </Field>
      <Field label="Password" hint="Forgotten? An admin can give you a link to choose a new one.">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            required
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
        pendingLabel="Signing in…"
      >
        Sign in
      </Button>
    </form>
  );
}
