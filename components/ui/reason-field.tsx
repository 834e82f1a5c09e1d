'use client';

import { Field, Textarea } from './field';

export interface ReasonFieldProps {
  label?: string;
  value: string;
  /** The form was sent once, so that what is missing is said. */
  isTried: boolean;
  maxLength?: number;
  onChange: (value: string) => void;
}

/** Why somebody does something, which the record keeps; it cannot be left out. */
export function ReasonField({
  label = 'Reason',
  value,
  isTried,
  maxLength = 2000,
  onChange,
}: ReasonFieldProps) {
  return (
    <Field
      label={label}
      className="w-full"
      error={isTried && value.trim() === '' ? 'Say why.' : undefined}
    >
      {(control) => (
        <Textarea
          {...control}
          value={value}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
