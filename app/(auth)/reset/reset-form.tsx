'use client';

import { LinkForm } from '@/components/person/link-form';
import { NewPasswordField } from '@/components/person/new-password-field';
import { resetPassword } from '@/lib/people/client';

export function ResetForm() {
  return (
    <LinkForm
      heading={
        <div className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold text-ink">Choose a new password</h1>
          <p className="text-sm text-muted">
            The link works once. Using it signs you out everywhere, and your old password stops
            working.
          </p>
        </div>
      }
      broken="This is not a whole reset link"
      submit="Set password"
      pending="Setting…"
      next="/sign-in?after=reset"
      names={['password']}
      send={(token, textOf) => resetPassword({ token, password: textOf('password') })}
    >
      {(errors) => <NewPasswordField label="New password" error={errors.password} />}
    </LinkForm>
  );
}
