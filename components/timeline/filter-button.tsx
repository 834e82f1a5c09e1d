import { ListFilter } from 'lucide-react';
import { Count } from '@/components/ui/badge';
import { Button, type ButtonProps } from '@/components/ui/button';

export interface FilterButtonProps extends Omit<ButtonProps, 'children'> {
  /** How many filters are on. */
  narrowed: number;
}

/** Opens the filter; it stands as the trigger of the popover once that is loaded. */
export function FilterButton({ narrowed, ...rest }: FilterButtonProps) {
  return (
    <Button size="sm" aria-haspopup="dialog" icon={<ListFilter aria-hidden size={13} />} {...rest}>
      Filter
      <Count value={narrowed} tone="running" label="filters on" />
    </Button>
  );
}
