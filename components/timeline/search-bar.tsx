import { ProblemNotice } from '@/components/incident/problem-notice';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import type { Search } from './use-search';

/** How far back the whole run has been searched, and the ways to search more of it. */
export function SearchBar({ search }: { search: Search }) {
  const { lookedTo, upTo, isSearching, further, newer, again, problem } = search;
  const number = (value: number) => value.toLocaleString('en');
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-sunken px-3 py-1 text-xs text-muted tabular-nums">
      {isSearching && <Spinner size={12} />}
      <span role="status">
        {lookedTo > upTo
          ? 'Searching the whole run…'
          : lookedTo === 1
            ? `Searched all ${number(upTo)} events`
            : `Searched events ${number(lookedTo)} to ${number(upTo)}`}
      </span>
      {further && !isSearching && (
        <Button size="sm" variant="ghost" onClick={further}>
          Search further back
        </Button>
      )}
      {newer > 0 && (
        <Button size="sm" variant="ghost" onClick={again}>
          Search {number(newer)} newer
        </Button>
      )}
      <ProblemNotice problem={problem} />
    </div>
  );
}
