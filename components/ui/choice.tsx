'use client';

import * as ToggleGroup from 'radix-ui/toggle-group';
import * as RadixSwitch from 'radix-ui/switch';
import { clsx } from 'clsx';
import { useId, type ReactNode } from 'react';

export interface ChoiceOption<Value extends string> {
  value: Value;
  label: ReactNode;
  /** Needed where the label is an icon. */
  ariaLabel?: string | undefined;
  icon?: ReactNode;
}

interface ChoiceBase<Value extends string> {
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
    'h-6 rounded-sm px-2 text-xs text-muted data-[state=on]:bg-surface data-[state=on]:text-ink ' +
    'data-[state=on]:shadow-low hover:text-ink pointer-coarse:h-10 dark:data-[state=on]:bg-hover',
  chips:
    'min-h-8 rounded-full border border-line-strong bg-surface px-3 text-sm text-ink hover:bg-hover ' +
    'data-[state=on]:border-transparent data-[state=on]:bg-inverse data-[state=on]:text-on-inverse ' +
    'pointer-coarse:min-h-11 dark:bg-raised',
};

function Options<Value extends string>({ options, look = 'segments' }: ChoiceBase<Value>) {
  return options.map((option) => (
    <ToggleGroup.Item
      key={option.value}
      value={option.value}
      {...(option.ariaLabel ? { 'aria-label': option.ariaLabel, title: option.ariaLabel } : {})}
      className={clsx(
        'focus-inset inline-flex shrink-0 items-center gap-1.5 font-medium whitespace-nowrap',
        items[look],
      )}
    >
      {option.icon}
      {option.label}
    </ToggleGroup.Item>
  ));
}

/** Exactly one of a few; pressing the chosen one changes nothing. */
export function Choice<Value extends string>({
  value,
  onValueChange,
  ...base
}: ChoiceProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={base.label}
      value={value ?? ''}
      onValueChange={(chosen) => {
        const option = base.options.find((candidate) => candidate.value === chosen);
        if (option) onValueChange(option.value);
      }}
      className={clsx(groups[base.look ?? 'segments'], base.className)}
    >
      <Options {...base} />
    </ToggleGroup.Root>
  );
}

/** Any of a few. */
export function MultiChoice<Value extends string>({
  value,
  onValueChange,
  ...base
}: MultiChoiceProps<Value>) {
  return (
    <ToggleGroup.Root
      type="multiple"
      aria-label={base.label}
      value={value}
      onValueChange={(chosen) =>
        onValueChange(
          base.options.map((option) => option.value).filter((one) => chosen.includes(one)),
        )
      }
      className={clsx(groups[base.look ?? 'segments'], base.className)}
    >
      <Options {...base} />
    </ToggleGroup.Root>
  );
}

export interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

export function Switch({ label, hint, checked, onCheckedChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 text-sm pointer-coarse:min-h-11">
      <label htmlFor={id} className="min-w-0">
        {label}
        {hint !== undefined && <span className="block text-xs text-muted">{hint}</span>}
      </label>
      <RadixSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={onCheckedChange}
        className="relative h-6 w-10 shrink-0 rounded-full border border-control bg-sunken data-[state=checked]:border-transparent data-[state=checked]:bg-inverse"
      >
        <RadixSwitch.Thumb className="block size-4 translate-x-1 rounded-full bg-control transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-on-inverse" />
      </RadixSwitch.Root>
    </div>
  );
}
