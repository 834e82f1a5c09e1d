import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';

export interface AddMenuProps<Value extends string> {
  /** “Add a condition”. */
  label: string;
  options: { value: Value; label: string }[];
  onAdd: (value: Value) => void;
}

/** Adds one of what is not there yet; nothing once everything is. */
export function AddMenu<Value extends string>({ label, options, onAdd }: AddMenuProps<Value>) {
  if (options.length === 0) return null;
  return (
    <Menu
      label={label}
      align="start"
      trigger={
        <Button size="sm" icon={<Plus aria-hidden size={13} />}>
          {label}
        </Button>
      }
    >
      {options.map(({ value, label: text }) => (
        <MenuItem key={value} onSelect={() => onAdd(value)}>
          {text}
        </MenuItem>
      ))}
    </Menu>
  );
}
