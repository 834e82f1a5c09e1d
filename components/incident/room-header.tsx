'use client';

import { Pencil, Printer, UserRound } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { HandoverButton } from '@/components/command/handover-button';
import { openOffer } from '@/components/command/open-offer';
import { othersIn } from '@/components/presence/others-in';
import { VisibleText } from '@/components/text/visible-text';
import { Elapsed, RelativeTime } from '@/components/time/relative-time';
import { ActGroup } from '@/components/directive/act-group';
import { printPath } from '@/components/print/room-path';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { StateBadge } from '@/components/ui/state-badge';
import { Tooltip } from '@/components/ui/tooltip';
import { useKeptFocus } from '@/components/ui/use-kept-focus';
import { late } from '@/components/ui/late';
import { nothing } from '@/components/ui/nothing';
import { changeIncident } from '@/lib/incidents/client';
import type { RoomPresence } from '@/lib/presence/rules';
import { ProblemNotice } from './problem-notice';
import { useRoom, useRoomHands } from './room-context';
import { type Act, useAct } from './use-act';

const OfferNotice = dynamic(() => import('@/components/command/offer-notice'), {
  loading: nothing,
});
const IncidentMenu = late(() => import('./incident-menu'));
const PresentPeople = dynamic(() => import('@/components/presence/room-presence'), { ssr: false });

/** What the incident is, how long it lasts, who commands it, and the changes people make to it. */
export function RoomHeader({ presence }: { presence: RoomPresence | undefined }) {
  const { state } = useRoom();
  const { actor, whyNot, at } = useRoomHands();
  const { incident, commander } = state;
  const act = useAct();
  const kept = useKeptFocus<HTMLElement>();
  const offer = openOffer(state.incidentEvents);
  const others = othersIn(presence, actor.id);
  const reason =
    whyNot('incident.change') ??
    whyNot('control.give') ??
    (incident.mergedInto === null ? undefined : 'It is part of another incident.');
  return (
    <header {...kept} className="flex flex-col gap-1.5 outline-none">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
            <Link
              href="/incidents"
              className="rounded-sm hover:text-ink hover:underline pointer-coarse:min-h-11 pointer-coarse:content-center"
            >
              Floor
            </Link>
            <span aria-hidden>/</span>
            <span className="min-w-0 break-all">
              <VisibleText text={`${incident.service}, ${incident.environment}`} />
            </span>
            <StateBadge noun="severity" value={incident.severity} />
            {incident.mergedInto === null ? (
              <StateBadge noun="incident" value={incident.status} />
            ) : (
              <span className="font-medium text-ink">Merged</span>
            )}
            <span>
              {incident.endedAt ? (
                <>
                  ended <RelativeTime at={incident.endedAt} focusable />
                </>
              ) : incident.clock === 'imported' ? (
                // What was recorded does not go on, whether or not anybody closed it here.
                <>
                  recorded <RelativeTime at={incident.startedAt} focusable />
                </>
              ) : (
                <>
                  for <Elapsed since={incident.startedAt} />
                </>
              )}
            </span>
          </p>
          <h1 className="line-clamp-2 text-lg font-semibold tracking-[-0.012em] break-words text-ink">
            <VisibleText text={incident.title} />
          </h1>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {/* Who is here is of now, and belongs to no moment that is looked back at. */}
          {others.count > 0 && at === null && (
            <PresentPeople {...others} commanderId={commander?.id ?? null} />
          )}
          <Commander />
          <PrintLink />
          <ActGroup label="Change this incident" reasons={[reason]}>
            {commander?.id !== actor.id && (
              <Button
                size="sm"
                pending={act.isSending}
                disabledReason={reason}
                onClick={() =>
                  act.send(() => changeIncident(incident.id, { commanderId: actor.id }))
                }
              >
                Take command
              </Button>
            )}
            {commander?.id === actor.id && <HandoverButton disabledReason={reason} />}
            <ChangeMenu act={act} reason={reason} />
          </ActGroup>
        </div>
      </div>
      <ProblemNotice problem={act.problem} />
      {offer && <OfferNotice offer={offer} />}
    </header>
  );
}

/** Whoever may read a room may print it, so it stands beside what only some may change. */
function PrintLink() {
  const { state, run } = useRoom();
  const { at } = useRoomHands();
  return (
    <Tooltip content="Print or save as PDF">
      <Link
        href={printPath({ id: state.incident.id, run: run?.id, at: at ?? undefined })}
        prefetch={false}
        aria-label="Print or save as PDF"
        className={buttonStyle({ size: 'sm', variant: 'ghost', square: true })}
      >
        <Printer aria-hidden size={14} />
      </Link>
    </Tooltip>
  );
}

function Commander() {
  const { state } = useRoom();
  const { actor } = useRoomHands();
  const { commander } = state;
  return (
    <span className="flex items-center gap-1.5 text-sm text-muted">
      <UserRound aria-hidden size={14} />
      {commander ? (
        <span>
          <span className="sr-only">Commander: </span>
          <span className="text-ink">
            {commander.id === actor.id ? (
              'You command'
            ) : (
              <VisibleText text={commander.name || commander.id} />
            )}
          </span>
        </span>
      ) : (
        'Nobody commands'
      )}
    </span>
  );
}

/** The menu is loaded at its first press: most who read a room change nothing about it. */
function ChangeMenu({ act, reason }: { act: Act; reason: string | undefined }) {
  const { state } = useRoom();
  const [isAsked, setAsked] = useState(false);
  const button = (
    <Button
      size="sm"
      icon={<Pencil aria-hidden size={13} />}
      aria-haspopup="menu"
      disabledReason={reason}
      pending={act.isSending}
      onClick={() => setAsked(true)}
    >
      Change
    </Button>
  );
  if (!isAsked || reason !== undefined) return button;
  return <IncidentMenu incident={state.incident} act={act} onClose={() => setAsked(false)} />;
}
