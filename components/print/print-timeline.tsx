import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { copiedRows } from '@/components/timeline/copy-rows';
import { groupEvents, mergeGroups } from '@/components/timeline/group-events';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { StoredEvent } from '@/lib/log/schema';

interface PrintTimelineProps {
  facts: RunFacts;
  /** The incident's own, which stand between the run's. */
  incidentEvents: StoredEvent[];
  /** So many earlier events of the run are left out. */
  leftOut: number;
}

/** A row a group, never the raw events; the head stands on each page. */
export function PrintTimeline({ facts, incidentEvents, leftOut }: PrintTimelineProps) {
  const { groups } = groupEvents(facts.run.events);
  const { groups: own } = groupEvents(incidentEvents);
  const place = { origin: 'http://localhost', incidentId: '', runId: undefined, at: null };
  const rows = copiedRows(mergeGroups(groups, own), facts, place);
  return (
    <>
      {leftOut > 0 && (
        <p className="text-sm text-muted">
          The newest {facts.run.events.length.toLocaleString('en')} events;{' '}
          {leftOut.toLocaleString('en')} earlier ones are left out.
        </p>
      )}
      <ScrollArea label="Timeline" className="print:overflow-visible">
        <table className="w-full min-w-[40rem] table-fixed border-collapse text-left text-xs">
          <caption className="sr-only">Timeline</caption>
          <thead className="table-header-group">
            <tr className="border-b border-line-strong [&>th]:py-1 [&>th]:pr-3 [&>th]:font-medium [&>th]:text-muted">
              <th scope="col" className="w-[10.5rem]">
                Time (UTC)
              </th>
              <th scope="col" className="w-[6.5rem]">
                Lane
              </th>
              <th scope="col" className="w-[7.5rem]">
                Kind
              </th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, lane, kind, claim, href }) => (
              <tr
                key={href}
                className="break-inside-avoid border-b border-line align-top [&>td]:py-1 [&>td]:pr-3"
              >
                <td className="whitespace-nowrap text-muted">{utcFull(at).replace(/ UTC$/, '')}</td>
                <td className="[overflow-wrap:anywhere]">
                  <VisibleText text={lane} />
                </td>
                <td className="[overflow-wrap:anywhere] text-muted">{kind}</td>
                <td className="[overflow-wrap:anywhere] text-ink">
                  <VisibleText text={claim} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}
