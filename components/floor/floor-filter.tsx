import { useRef } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { Field, Input } from '@/components/ui/field';

export interface FloorFilterProps {
  words: string;
  shown: number;
  total: number;
  onWords: (words: string) => void;
}

/** Narrows a long floor by words; they stand in the address. */
export function FloorFilter({ words, shown, total, onWords }: FloorFilterProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', 'Filter the floor', () => input.current?.focus());
  return (
    <search className="flex items-center gap-3">
      <Field label="Filter the floor" hideLabel className="w-full sm:w-72">
        {(control) => (
          <Input
            {...control}
            ref={input}
            type="search"
            value={words}
            placeholder="Filter by words, such as sev1 checkout"
            onChange={(event) => onWords(event.target.value)}
          />
        )}
      </Field>
      {words !== '' && (
        <output className="shrink-0 text-sm text-muted">
          {shown} of {total}
        </output>
      )}
    </search>
  );
}
