import { Field, Input, Select } from '@/components/ui/field';
import { ACTION_KINDS, OUTAGE_CLASSES, REVERSIBILITIES, SEVERITIES } from './choices';
import type { WhatIfFaults, WhatIfFields } from './what-if-form';

export interface WhatIfFieldsetProps {
  fields: WhatIfFields;
  faults: WhatIfFaults;
  onChange: (part: Partial<WhatIfFields>) => void;
}

/** The parts of a made-up case; those of an action once there is one. */
export function WhatIfFieldset({ fields, faults, onChange }: WhatIfFieldsetProps) {
  const text = (name: keyof WhatIfFields) => ({
    value: fields[name],
    autoCapitalize: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Field label="Service" error={faults.service}>
        {(control) => <Input {...control} {...text('service')} maxLength={120} />}
      </Field>
      <Field label="Environment" error={faults.environment}>
        {(control) => <Input {...control} {...text('environment')} maxLength={60} />}
      </Field>
      <Field label="Severity">
        {(control) => <Select {...control} {...text('severity')} options={SEVERITIES} />}
      </Field>
      <Field label="Outage class">
        {(control) => (
          <Select
            {...control}
            {...text('outageClass')}
            options={[{ value: '', label: 'nobody has stated it' }, ...OUTAGE_CLASSES]}
          />
        )}
      </Field>
      <Field label="Action" className="sm:col-span-2">
        {(control) => (
          <Select
            {...control}
            {...text('kind')}
            options={[{ value: '', label: 'none: the investigation itself' }, ...ACTION_KINDS]}
          />
        )}
      </Field>
      {fields.kind !== '' && (
        <>
          <Field label="Reversibility">
            {(control) => (
              <Select
                {...control}
                {...text('reversibility')}
                options={[{ value: '', label: 'by the catalogue' }, ...REVERSIBILITIES]}
              />
            )}
          </Field>
          <Field label="Share of traffic, %" error={faults.traffic} hint="Empty: by the catalogue">
            {(control) => <Input {...control} {...text('traffic')} inputMode="decimal" />}
          </Field>
          <Field
            label="Other services it reaches"
            error={faults.reaches}
            hint="Apart by commas. Empty: by the catalogue"
            className="sm:col-span-2"
          >
            {(control) => <Input {...control} {...text('reaches')} />}
          </Field>
        </>
      )}
    </div>
  );
}
