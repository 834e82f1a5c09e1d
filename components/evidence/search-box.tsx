import { Search } from 'lucide-react';
import { Input } from '@/components/ui/field';

export interface SearchBoxProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** How many match, once something is typed. */
  matches?: number | undefined;
  onEnter?: ((isBackwards: boolean) => void) | undefined;
}

export function SearchBox({ label, value, onChange, matches, onEnter }: SearchBoxProps) {
  return (
    <span className="relative min-w-36 flex-1">
      <Search
        aria-hidden
        size={13}
        className="absolute top-1/2 left-2 -translate-y-1/2 text-muted"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !onEnter) return;
          event.preventDefault();
          onEnter(event.shiftKey);
        }}
        className="h-7 pr-14 pl-7 text-xs"
      />
      {value !== '' && matches !== undefined && (
        <output className="absolute top-1/2 right-7 -translate-y-1/2 text-2xs text-muted">
          {matches.toLocaleString('en')}
        </output>
      )}
    </span>
  );
}
