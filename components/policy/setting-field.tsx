import { Choice } from '@/components/ui/choice';
import { Field, Input } from '@/components/ui/field';
import type { Setting } from '@/lib/policies/schema';
import {
  CO_SIGNER_WORDS,
  HOLD_WORDS,
  MODE_WORDS,
  RELEASER_WORDS,
  SETTING_NAMES,
  STEP_UP_WORDS,
} from '@/lib/policies/words';
import { UNITS } from './draft';

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** From the laxest to the strictest. */
const CHOICES: Partial<Record<Setting, { value: string; label: string }[]>> = {
  mode: optionsOf(MODE_WORDS).toReversed(),
  evidenceHold: optionsOf(HOLD_WORDS).toReversed(),
  commitmentHold: optionsOf(HOLD_WORDS).toReversed(),
  releaser: optionsOf(RELEASER_WORDS),
  coSigner: optionsOf(CO_SIGNER_WORDS),
  stepUpFrom: optionsOf(STEP_UP_WORDS),
};

const SWITCHES: Partial<Record<Setting, { no: string; yes: string }>> = {
  separationOfDuties: { no: 'Whoever steered it may sign', yes: 'Whoever steered it cannot sign' },
};

export interface SettingFieldProps {
  setting: Setting;
  value: string | boolean | undefined;
  error: string | undefined;
  /** “for everything”, “in Nights”: tells two rules’ fields apart for who hears them. */
  of: string;
  onChange: (value: string | boolean) => void;
}

/** The control of one setting: a choice of words, or a number with its unit. */
export function SettingField({ setting, value, error, of, onChange }: SettingFieldProps) {
  const name = SETTING_NAMES[setting];
  const choices = CHOICES[setting];
  const sides = SWITCHES[setting];
  if (choices || sides) {
    const options = choices ?? [
      { value: 'no', label: sides?.no ?? '' },
      { value: 'yes', label: sides?.yes ?? '' },
    ];
    return (
      <div className="flex min-w-0 flex-col gap-1.5">
        <span aria-hidden className="text-sm font-medium text-ink">
          {name}
        </span>
        <Choice
          look="chips"
          label={`${name} ${of}`}
          value={sides ? (value === true ? 'yes' : 'no') : String(value ?? '')}
          options={options}
          onValueChange={(chosen) => onChange(sides ? chosen === 'yes' : chosen)}
        />
      </div>
    );
  }
  const unit = UNITS[setting]?.unit;
  return (
    <Field
      label={
        <>
          {name}
          {unit && <span className="ml-1 font-normal text-muted">{unit}</span>}
          <span className="sr-only"> {of}</span>
        </>
      }
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          className="max-w-40"
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
