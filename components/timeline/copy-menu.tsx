'use client';

import { ClipboardCopy, ListTree, TextSelect } from 'lucide-react';
import { useRef, useState } from 'react';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { ApiProblem } from '@/lib/http/call-api';
import { CopyDialog, type CopyState } from './copy-dialog';
import { copiedEvent, copiedRows, filterNotes, roomHref } from './copy-rows';
import { isFiltered, type TimelineFilter } from './filter-groups';
import { gatherRows, MOST_COPIED } from './gather-rows';
import { groupEvents, mergeGroups, type TimelineGroup } from './group-events';
import { type MarkdownRow, timelineMarkdown } from './markdown';
import type { TimelineLine } from './timeline-rows';

export interface CopyMenuProps {
  /** The rows that are shown. */
  groups: readonly TimelineGroup[];
  filter: TimelineFilter;
  /** Whether there may be more of them than the browser holds. */
  isPart: boolean;
  selected: TimelineLine | undefined;
}

const counted = (rows: number): string =>
  rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;

/** Copies the timeline, or one row of it, as Markdown. A chunk of its own, open as it mounts. */
export default function CopyMenu({ groups, filter, isPart, selected }: CopyMenuProps) {
  const { state, run, facts } = useRoom();
  const { at } = useRoomHands();
  const toast = useToast();
  const [doing, setDoing] = useState<CopyState>();
  const abort = useRef<AbortController>(undefined);
  const place = {
    origin: window.location.origin,
    incidentId: state.incident.id,
    runId: run?.id,
    at,
  };

  const copy = async (rows: MarkdownRow[], notes: string[]) => {
    const { severity, title } = state.incident;
    const asOf = state.asOf ? [`As it was known at ${state.asOf.at}.`] : [];
    const markdown = timelineMarkdown(
      {
        title: `${severity.toUpperCase()} ${title}`,
        href: roomHref(place),
        notes: [...asOf, ...notes],
      },
      rows,
    );
    try {
      await navigator.clipboard.writeText(markdown);
      setDoing(undefined);
      toast({ tone: 'good', title: `Copied ${counted(rows.length)}` });
    } catch {
      // Refused off TLS, without focus, or too long after the press: the text can be taken by hand.
      setDoing({ step: 'refused', markdown, rows: counted(rows.length) });
    }
  };
  const copyShown = () => copy(copiedRows(groups, facts, place), filterNotes(filter));
  const copyAll = async () => {
    if (!facts) return;
    abort.current = new AbortController();
    const { signal } = abort.current;
    const onProgress = (lookedTo: number, upTo: number) =>
      setDoing({ step: 'reading', read: upTo - lookedTo + 1, of: upTo });
    onProgress(facts.row.lastSeq + 1, facts.row.lastSeq);
    try {
      const found = await gatherRows({ facts, filter, signal, onProgress });
      // Filtered, the whole run is looked through and not the incident's own: as it is shown.
      const own = isFiltered(filter) ? [] : groupEvents(state.incidentEvents).groups;
      const cut = `Of the newest ${MOST_COPIED.toLocaleString('en')} events; earlier ones are left out.`;
      await copy(copiedRows(mergeGroups(found.groups, own), found.facts, place), [
        ...filterNotes(filter),
        ...(found.isCut ? [cut] : []),
      ]);
    } catch (error) {
      if (signal.aborted) return;
      const title = error instanceof ApiProblem ? error.title : 'The rest could not be read';
      setDoing({ step: 'failed', title });
    }
  };
  const copySelected = () => {
    if (!selected) return;
    const { event, group, id } = selected;
    const rows = event ? [copiedEvent(event, id, facts, place)] : copiedRows([group], facts, place);
    void copy(rows, []);
  };
  return (
    <>
      <Menu
        defaultOpen
        label="Copy as Markdown"
        trigger={
          <Button
            square
            size="sm"
            aria-label="Copy as Markdown"
            icon={<ClipboardCopy aria-hidden size={13} />}
          />
        }
      >
        <MenuItem
          icon={<ListTree aria-hidden />}
          disabledReason={groups.length === 0 && !isPart ? 'No row is shown.' : undefined}
          onSelect={() => void (isPart ? copyAll() : copyShown())}
        >
          {isPart ? 'Copy all matching rows' : `Copy ${counted(groups.length)}`}
        </MenuItem>
        <MenuItem
          icon={<TextSelect aria-hidden />}
          disabledReason={selected ? undefined : 'No row is selected.'}
          onSelect={copySelected}
        >
          Copy the selected row
        </MenuItem>
      </Menu>
      {doing && (
        <CopyDialog
          state={doing}
          onClose={() => {
            abort.current?.abort();
            setDoing(undefined);
          }}
        />
      )}
    </>
  );
}
