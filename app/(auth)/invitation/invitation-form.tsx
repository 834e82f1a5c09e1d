'use client';

import { LinkForm } from '@/components/person/link-form';
import { NewPasswordField } from '@/components/person/new-password-field';
import { Field, Input } from '@/components/ui/field';
import { join } from '@/lib/people/client';

export function InvitationForm() {
  return (
    <LinkForm
      heading={<h1 className="text-xl font-semibold text-ink">Join your team</h1>}
      broken="This is not a whole invitation link"
      submit="Join"
      pending="Joining…"
      next="/sign-in?after=joining"
      names={['name', 'password']}
      send={(token, textOf) => join({ token, name: textOf('name'), password: textOf('password') })}
    >
      {(errors) => (
        <>
          <Field label="Your name" hint="Others see it beside what you decide." error={errors.name}>
            {(control) => (
              <Input {...control} name="name" autoComplete="name" required maxLength={120} />
            )}
          </Field>
          <NewPasswordField label="Password" error={errors.password} />
        </>
      )}
    </LinkForm>
  );
}
