import { Field, Input } from '@/components/ui/field';
import { MIN_PASSWORD } from '@/lib/people/schema';

export interface NewPasswordFieldProps {
  label: string;
  error?: string | undefined;
}

/** A password that is being chosen, named `password` in its form. */
export function NewPasswordField({ label, error }: NewPasswordFieldProps) {
  return (
    <Field
      label={label}
      hint={`At least ${MIN_PASSWORD} characters. A sentence is easier to keep than a riddle.`}
      error={error}
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
  );
}
