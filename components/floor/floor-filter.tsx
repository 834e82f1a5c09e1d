import { useRef } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { MultiChoice } from '@/components/ui/choice';
import { Field, Input, Select } from '@/components/ui/field';
import type { FloorItem } from '@/lib/incidents/views';
import type { FloorFilter as Filter } from './floor-rows';
import { type Grouping, groupings, groupOf } from './floor-sections';

export interface FloorFilterProps {
  items: FloorItem[];
  /** How many fit. */
  shown: number;
  filter: Filter;
  by: Grouping;
  onFilter: (change: Partial<Filter>) => void;
  onGroup: (by: Grouping) => void;
}

const GROUPED: Record<Grouping, string> = {
  waiting: 'By whom it waits on',
  outage: 'By possible outage',
  service: 'By service',
  severity: 'By severity',
};

const MINE = 'mine';

const Count = ({ of }: { of: number }) => (
  <span className="font-normal tabular-nums opacity-80">{of}</span>
);

/** Narrows and parts a long floor; all of it stands in the address. */
export function FloorFilter({ items, shown, filter, by, onFilter, onGroup }: FloorFilterProps) {
  const { words, severities, isMine } = filter;
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', 'Filter the floor', () => input.current?.focus());
  const counts = new Map<string, number>();
  for (const { severity } of items) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const mine = items.filter((item) => groupOf(item) === 'yours').length;
  const present = ['sev1', 'sev2', 'sev3', 'sev4'].filter(
    (each) => counts.has(each) || severities.includes(each),
  );
  return (
    <search className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Field label="Filter the floor" hideLabel className="w-full sm:w-64">
        {(control) => (
          <Input
            {...control}
            ref={input}
            type="search"
            value={words}
            placeholder="Filter by words"
            onChange={(event) => onFilter({ words: event.target.value })}
          />
        )}
      </Field>
      <MultiChoice
        label="Only these"
        look="chips"
        className="max-sm:-mx-4 max-sm:max-w-[100vw] max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:py-0.5"
        value={[...(isMine ? [MINE] : []), ...severities]}
        options={[
          {
            value: MINE,
            label: (
              <>
                Waits on me <Count of={mine} />
              </>
            ),
          },
          ...present.map((value) => ({
            value,
            label: (
              <>
                {value.replace('sev', 'SEV ')} <Count of={counts.get(value) ?? 0} />
              </>
            ),
          })),
        ]}
        onValueChange={(chosen) =>
          onFilter({
            isMine: chosen.includes(MINE),
            severities: chosen.filter((each) => each !== MINE),
          })
        }
      />
      <Select
        aria-label="Group the floor"
        value={by}
        options={groupings.map((value) => ({ value, label: GROUPED[value] }))}
        onChange={(event) =>
          onGroup(groupings.find((each) => each === event.target.value) ?? 'waiting')
        }
      />
      {shown < items.length && (
        <output className="shrink-0 text-sm text-muted tabular-nums">
          {shown} of {items.length}
        </output>
      )}
    </search>
  );
}
