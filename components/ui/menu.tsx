'use client';

import * as Radix from 'radix-ui/dropdown-menu';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

const itemStyle =
  'flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 text-left text-sm text-ink focus-inset ' +
  'select-none data-[highlighted]:bg-hover data-[disabled]:text-faint pointer-coarse:min-h-11';

export interface MenuProps {
  trigger: ReactElement;
  label: string;
  align?: 'start' | 'center' | 'end' | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** Open as it mounts, for menus that are loaded at the first press. */
  defaultOpen?: boolean | undefined;
  children: ReactNode;
}

export function Menu({
  trigger,
  label,
  align = 'end',
  side = 'bottom',
  defaultOpen = false,
  children,
}: MenuProps) {
  return (
    <Radix.Root defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="animate-pop z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-lg bg-raised p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  /** Keys or a count, at the right. */
  aside?: ReactNode;
  /** Why it cannot be chosen; it is then shown disabled, with the reason beneath. */
  disabledReason?: string | undefined;
  danger?: boolean | undefined;
  onSelect?: (() => void) | undefined;
  children: ReactNode;
}

export function MenuItem({
  icon,
  aside,
  disabledReason,
  danger,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabledReason !== undefined}
      {...(onSelect ? { onSelect } : {})}
      className={clsx(itemStyle, danger && 'text-bad')}
    >
      {icon && <span className="text-muted [&>svg]:size-4">{icon}</span>}
      <span className="min-w-0 flex-1 py-1">
        {children}
        {disabledReason && <span className="block text-xs text-faint">{disabledReason}</span>}
      </span>
      {aside}
    </Radix.Item>
  );
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string; icon?: ReactNode }[];
  onValueChange: (value: Value) => void;
}

export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: MenuChoiceProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange(option.value);
  };
  return (
    <Radix.RadioGroup value={value} onValueChange={choose}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemStyle}>
          {option.icon && <span className="text-muted [&>svg]:size-4">{option.icon}</span>}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden size={14} />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-2 pb-1 text-xs text-muted">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
