'use client';

import { useMemo, useState } from 'react';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { MultiChoice } from '@/components/ui/choice';
import { Popover } from '@/components/ui/popover';
import { Switch } from '@/components/ui/switch';
import { evidenceSource } from '@/lib/evidence/schema';
import { SOURCES } from './event-face';
import { FilterButton } from './filter-button';
import { filterChoices, isFiltered, type TimelineFilter, TOPIC_WORDS } from './filter-groups';
import type { TimelineGroup } from './group-events';

export interface TimelineFilterProps {
  groups: TimelineGroup[];
  facts: RunFacts | undefined;
  filter: TimelineFilter;
  onChange: (next: Partial<TimelineFilter>) => void;
  onClear: () => void;
}

const sourceWord = (source: string): string => {
  const known = evidenceSource.safeParse(source);
  return known.success ? SOURCES[known.data].word : source;
};

/** The filter in its popover, open as it mounts. A chunk of its own, loaded at the first press. */
export default function TimelineFilter({
  narrowed,
  ...form
}: TimelineFilterProps & { narrowed: number }) {
  const [open, setOpen] = useState(true);
  return (
    <Popover
      label="Filter the timeline"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<FilterButton narrowed={narrowed} />}
    >
      {open && <FilterForm {...form} />}
    </Popover>
  );
}

/** What the rows may be narrowed to, offered only where it occurs. */
function FilterForm({ groups, facts, filter, onChange, onClear }: TimelineFilterProps) {
  const choices = useMemo(() => filterChoices(groups, facts), [groups, facts]);
  const picks = [
    {
      label: 'Kind',
      key: 'topics' as const,
      options: choices.topics.map((value) => ({
        value: value as string,
        label: TOPIC_WORDS[value],
      })),
    },
    {
      label: 'Lane',
      key: 'lanes' as const,
      options: choices.lanes.map((value) => ({ value, label: <VisibleText text={value} /> })),
    },
    {
      label: 'Source',
      key: 'sources' as const,
      options: choices.sources.map((value) => ({
        value,
        label: <VisibleText text={sourceWord(value)} />,
      })),
    },
    {
      label: 'Service',
      key: 'services' as const,
      options: choices.services.map((value) => ({ value, label: <VisibleText text={value} /> })),
    },
  ];
  return (
    <div className="flex flex-col gap-3">
      {picks.map(
        ({ label, key, options }) =>
          options.length > 0 && (
            <div key={key} className="flex flex-col gap-1.5">
              <p className="text-xs font-medium text-muted">{label}</p>
              <MultiChoice
                label={label}
                look="chips"
                options={options}
                value={options.map(({ value }) => value).filter((one) => filter[key].includes(one))}
                onValueChange={(value) => onChange({ [key]: value })}
              />
            </div>
          ),
      )}
      <Switch
        label="Flagged only"
        hint="What people flagged, and what was refused"
        checked={filter.flagged}
        onCheckedChange={(flagged) => onChange({ flagged })}
      />
      {isFiltered(filter) && (
        <Button size="sm" onClick={onClear}>
          Show everything
        </Button>
      )}
    </div>
  );
}
