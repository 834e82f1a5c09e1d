import { clsx } from 'clsx';
import { useId, type ReactNode } from 'react';

export interface ChoiceOption<Value extends string> {
  value: Value;
  label: ReactNode;
  icon?: ReactNode;
}

interface ChoiceBase<Value extends string> {
  /** Names the group. */
  label: string;
  options: ChoiceOption<Value>[];
  /** `segments` in one frame; `chips` apart and wrapping, as for one-tap reasons. */
  look?: 'segments' | 'chips' | undefined;
  className?: string | undefined;
}

export interface ChoiceProps<Value extends string> extends ChoiceBase<Value> {
  value: Value | undefined;
  onValueChange: (value: Value) => void;
}

export interface MultiChoiceProps<Value extends string> extends ChoiceBase<Value> {
  value: Value[];
  onValueChange: (value: Value[]) => void;
}

const groups = {
  segments:
    'inline-flex max-w-full self-start overflow-x-auto rounded-md border border-line bg-sunken p-0.5',
  chips: 'flex flex-wrap gap-1.5',
};

const items = {
  segments:
    'h-6 rounded-sm px-2 text-xs text-muted hover:text-ink pointer-coarse:h-10 ' +
    'has-checked:bg-surface has-checked:text-ink has-checked:shadow-low dark:has-checked:bg-hover',
  chips:
    'min-h-8 rounded-full border border-line-strong bg-surface px-3 text-sm text-ink hover:bg-hover ' +
    'has-checked:border-transparent has-checked:bg-inverse has-checked:text-on-inverse ' +
    'pointer-coarse:min-h-11 dark:bg-raised',
};

interface OptionsProps<Value extends string> extends ChoiceBase<Value> {
  type: 'radio' | 'checkbox';
  isOn: (value: Value) => boolean;
  onToggle: (value: Value) => void;
}

/** The platform's own radios and checkboxes under the look: arrows, Space and names come free. */
function Options<Value extends string>(props: OptionsProps<Value>) {
  const name = useId();
  const { type, label, options, look = 'segments', className, isOn, onToggle } = props;
  return (
    <div
      role={type === 'radio' ? 'radiogroup' : 'group'}
      aria-label={label}
      className={clsx(groups[look], className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative inline-flex shrink-0 cursor-pointer items-center gap-1.5 font-medium whitespace-nowrap select-none',
            'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus',
            items[look],
          )}
        >
          <input
            type={type}
            name={name}
            checked={isOn(option.value)}
            onChange={() => onToggle(option.value)}
            className="absolute inset-0 m-0 cursor-pointer appearance-none rounded-[inherit] outline-none"
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  );
}

/** Exactly one of a few. */
export function Choice<Value extends string>({
  value,
  onValueChange,
  ...base
}: ChoiceProps<Value>) {
  return <Options {...base} type="radio" isOn={(one) => one === value} onToggle={onValueChange} />;
}

/** Any of a few. */
export function MultiChoice<Value extends string>({
  value,
  onValueChange,
  ...base
}: MultiChoiceProps<Value>) {
  const toggle = (one: Value) =>
    onValueChange(
      base.options
        .map((option) => option.value)
        .filter((each) => (each === one ? !value.includes(one) : value.includes(each))),
    );
  return (
    <Options {...base} type="checkbox" isOn={(one) => value.includes(one)} onToggle={toggle} />
  );
}
