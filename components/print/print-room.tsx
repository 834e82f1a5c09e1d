import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { chooseRun } from '@/components/incident/run-choice';
import { factsOf } from '@/components/incident/run-facts';
import { roomSentence, sentenceText } from '@/components/incident/sentence';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { buttonStyle } from '@/components/ui/button-style';
import { StateBadge } from '@/components/ui/state-badge';
import type { Activity } from '@/lib/investigations/activity';
import type { RoomState } from '@/lib/live/room-state';
import { PrintButton } from './print-button';
import { PrintRun } from './print-run';
import { PrintFacts, PrintSection } from './print-section';

export interface PrintRoomProps {
  state: RoomState;
  /** By the id of the run. */
  activity: ReadonlyMap<string, Activity['items']>;
  isFrozen: boolean;
  /** The room, as an address that can be typed. */
  href: string;
  /** And as a path. */
  path: string;
  /** The run that the address names. */
  asked: string | null;
  /** The instant that all of it is of; RFC 3339. */
  asOf: string;
}

/** A room on paper: the same facts, in the order in which they are read by who was not there. */
export function PrintRoom(props: PrintRoomProps) {
  const { state, activity, isFrozen, href, path, asked, asOf } = props;
  const { incident, commander, runs } = state;
  const chosen = chooseRun(runs, asked);
  const sentence = roomSentence(incident, chosen && factsOf(chosen), { isFrozen });
  const known = runs.flatMap((run) => factsOf(run) ?? []);
  return (
    <main className="mx-auto flex max-w-4xl flex-col gap-3 px-4 py-5 print:max-w-none print:p-0">
      <nav aria-label="Printing" className="flex flex-wrap justify-between gap-2 print:hidden">
        <Link href={path} className={buttonStyle({ variant: 'ghost', className: '-ml-3' })}>
          <ChevronLeft aria-hidden size={14} />
          Back to the room
        </Link>
        <PrintButton />
      </nav>
      <header className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
          <StateBadge noun="severity" value={incident.severity} />
          <StateBadge noun="incident" value={incident.status} />
          <VisibleText text={`${incident.service}, ${incident.environment}`} />
        </p>
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere] text-ink">
          <VisibleText text={incident.title} />
        </h1>
        <p className="text-sm font-medium text-ink">
          {state.asOf ? 'As it was known at' : 'As of'} {utcFull(asOf)}
        </p>
        <p className="text-base text-pretty [overflow-wrap:anywhere] text-ink">
          <VisibleText text={sentenceText(sentence)} />
        </p>
      </header>
      <PrintFacts
        facts={[
          ['Opened', utcFull(incident.openedAt)],
          ['Ended', incident.endedAt ? utcFull(incident.endedAt) : 'Not ended'],
          [
            'Commander',
            <VisibleText
              key="commander"
              text={commander ? commander.name || commander.id : 'Nobody'}
            />,
          ],
          ['Incident', incident.id],
          ['Investigations', String(runs.length)],
          ['The room', href],
        ]}
      />
      {incident.summary && (
        <p className="text-sm [overflow-wrap:anywhere] whitespace-pre-line">
          <VisibleText text={incident.summary} />
        </p>
      )}
      {known.length === 0 && (
        <PrintSection title="Investigations">
          <p className="text-sm">No agent had begun.</p>
        </PrintSection>
      )}
      {known.map((facts, index) => (
        <PrintRun
          key={facts.row.id}
          facts={facts}
          activity={activity.get(facts.row.id) ?? []}
          // The incident's own rows stand once, in the first of its runs.
          incidentEvents={index === 0 ? state.incidentEvents : []}
          asOfMs={Date.parse(asOf)}
          isOneOfMany={index > 0}
        />
      ))}
    </main>
  );
}
