'use client';

import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { BrokenLink } from '@/components/person/broken-link';
import { NewPasswordField } from '@/components/person/new-password-field';
import { useLinkToken } from '@/components/person/use-link-token';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Refused, resetPassword } from '@/lib/people/client';

export function ResetForm() {
  const token = useLinkToken();
  const attempt = useMutation({
    mutationFn: resetPassword,
    onSuccess: () => window.location.assign('/sign-in?after=reset'),
  });
  if (token === '') return <BrokenLink title="This is not a whole reset link" />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (attempt.isPending || !token) return;
    attempt.mutate({ token, password: String(form.get('password') ?? '') });
  };
  const error = attempt.error instanceof Refused ? attempt.error.fields.password : undefined;
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold text-ink">Choose a new password</h1>
        <p className="text-sm text-muted">
          The link works once. Using it signs you out everywhere, and your old password stops
          working.
        </p>
      </div>
      {attempt.error && error === undefined && (
        <Notice tone="bad" announced="alert">
          {attempt.error.message}
        </Notice>
      )}
      <NewPasswordField label="New password" error={error} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        pending={attempt.isPending || attempt.isSuccess}
        pendingLabel="Setting…"
      >
        Set password
      </Button>
    </form>
  );
}
