import { MultiChoice } from '@/components/ui/choice';
import { Field, Input, Select } from '@/components/ui/field';
import { ACTION_KINDS, type Option, OUTAGE_CLASSES, REVERSIBILITIES, SEVERITIES } from './choices';
import type { ConditionKey, DraftConditions, DraftNames } from './draft';

export const CONDITION_NAMES: Record<ConditionKey, string> = {
  environments: 'Environment',
  services: 'Service',
  severities: 'Severity',
  outageClasses: 'Outage class',
  actionKinds: 'Kind of action',
  reversibility: 'Reversibility, by the catalogue',
  servicesAtLeast: 'Services reached, at least',
  trafficPercentAtLeast: 'Share of traffic, at least %',
};
export const CONDITIONS = Object.keys(CONDITION_NAMES) as ConditionKey[];

/** How a condition begins when it is added. */
export const FRESH: Required<DraftConditions> = {
  environments: { how: 'oneOf', names: '' },
  services: { how: 'oneOf', names: '' },
  severities: ['sev1'],
  outageClasses: ['unknown'],
  actionKinds: ['custom'],
  reversibility: ['unknown'],
  servicesAtLeast: '2',
  trafficPercentAtLeast: '5',
};

const LISTS: Partial<Record<ConditionKey, Option[]>> = {
  severities: SEVERITIES,
  outageClasses: OUTAGE_CLASSES,
  actionKinds: ACTION_KINDS,
  reversibility: REVERSIBILITIES,
};

const HOWS = [
  { value: 'oneOf', label: 'is one of' },
  { value: 'noneOf', label: 'is none of' },
];

export interface ConditionFieldProps {
  condition: ConditionKey;
  when: DraftConditions;
  error: string | undefined;
  /** “in Nights”: tells two rules’ fields apart for who hears them. */
  of: string;
  onChange: (when: DraftConditions) => void;
}

/** The control of one condition: some of a few, names, or a number. */
export function ConditionField({ condition, when, error, of, onChange }: ConditionFieldProps) {
  const name = CONDITION_NAMES[condition];
  const value = when[condition];
  const options = LISTS[condition];
  if (options && Array.isArray(value)) {
    return (
      <div className="flex min-w-0 flex-col gap-1.5">
        <span aria-hidden className="text-sm font-medium text-ink">
          {name}
        </span>
        <MultiChoice
          look="chips"
          label={`${name} ${of}`}
          value={value}
          options={options}
          onValueChange={(chosen) => onChange({ [condition]: chosen })}
        />
        {error && <p className="text-xs font-medium text-bad">Choose at least one.</p>}
      </div>
    );
  }
  const label = (
    <>
      {name}
      <span className="sr-only"> {of}</span>
    </>
  );
  if (typeof value === 'string') {
    return (
      <Field label={label} error={error}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            className="max-w-40"
            value={value}
            onChange={(event) => onChange({ [condition]: event.target.value })}
          />
        )}
      </Field>
    );
  }
  const names = value as DraftNames;
  return (
    <Field label={label} error={error} hint="Names apart by commas">
      {(control) => (
        <span className="flex flex-wrap gap-2">
          <Select
            aria-label={`${name}: one of or none of, ${of}`}
            value={names.how}
            options={HOWS}
            onChange={(event) =>
              onChange({ [condition]: { ...names, how: event.target.value as DraftNames['how'] } })
            }
          />
          <Input
            {...control}
            className="min-w-40 flex-1"
            autoCapitalize="off"
            spellCheck={false}
            value={names.names}
            onChange={(event) => onChange({ [condition]: { ...names, names: event.target.value } })}
          />
        </span>
      )}
    </Field>
  );
}
