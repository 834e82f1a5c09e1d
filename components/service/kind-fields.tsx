import { Field, Input, Select } from '@/components/ui/field';
import { type ActionKind, actionKind } from '@/lib/agents/schema';
import { reversibility } from '@/lib/services/schema';
import type { FormErrors, KindValues, ServiceValues } from './service-form-values';
import { kindWords } from './service-words';

export interface KindFieldsProps {
  value: ServiceValues['kinds'];
  errors: FormErrors;
  onChange: (kinds: ServiceValues['kinds']) => void;
}

const WORDS = {
  reversible: 'Reversible',
  compensable: 'Can be compensated',
  irreversible: 'Cannot be undone',
} as const;

const options = [
  { value: '', label: 'Not known: needs people' },
  ...reversibility.options.map((value) => ({ value, label: WORDS[value] })),
];

/** Per kind of change, whether it can be taken back, and on which resources that is known. */
export function KindFields({ value, errors, onChange }: KindFieldsProps) {
  const set = (kind: ActionKind, part: Partial<KindValues>) =>
    onChange({ ...value, [kind]: { ...value[kind], ...part } });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-ink">Kinds of change</legend>
      <p className="text-xs text-pretty text-muted">
        Risk, blast radius and whether an agent may act alone rest on this, never on what an agent
        claims. A resource may hold * for any text; left empty, it holds for all.
      </p>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {actionKind.options.map((kind) => {
          const { reversibility: known, resource } = value[kind];
          return (
            <li key={kind} className="grid gap-2 px-3 py-2.5 sm:grid-cols-2">
              <Field label={kindWords[kind]} error={errors[kind]}>
                {(control) => (
                  <Select
                    {...control}
                    value={known}
                    options={options}
                    onChange={(event) => {
                      const chosen = reversibility.safeParse(event.target.value);
                      set(kind, { reversibility: chosen.success ? chosen.data : '' });
                    }}
                  />
                )}
              </Field>
              {known !== '' && (
                <Field
                  optional
                  label={
                    <>
                      On which resources<span className="sr-only"> ({kindWords[kind]})</span>
                    </>
                  }
                >
                  {(control) => (
                    <Input
                      {...control}
                      value={resource}
                      maxLength={200}
                      placeholder="all"
                      spellCheck={false}
                      className="font-mono"
                      onChange={(event) => set(kind, { resource: event.target.value })}
                    />
                  )}
                </Field>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
