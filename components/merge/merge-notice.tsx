'use client';

import { GitMerge } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { late } from '@/components/ui/late';
import type { IncidentRef } from '@/lib/incidents/schema-merge';

const UnmergeDialog = late(() => import('./unmerge-dialog'));

/** Parts named at first; the others on demand. */
const FEW = 3;

const roomOf = ({ id }: IncidentRef) => `/incidents/${encodeURIComponent(id)}`;
const link = 'font-medium underline underline-offset-2';

/** That this incident is part of another, or which are part of it. A chunk of its own. */
export default function MergeNotice() {
  const { state } = useRoom();
  const { incident, survivor, parts } = state;
  if (incident.mergedInto !== null) return <PartOf incident={incident} survivor={survivor} />;
  return parts.length > 0 && <Parts parts={parts} />;
}

function PartOf({ incident, survivor }: { incident: IncidentRef; survivor: IncidentRef | null }) {
  const { whyNot } = useRoomHands();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Notice
        icon={GitMerge}
        title="Part of another incident"
        action={
          <Button
            size="sm"
            disabledReason={whyNot('incident.merge')}
            onClick={() => setAsked(true)}
          >
            Take it back out
          </Button>
        }
      >
        {survivor ? (
          <>
            <Link href={roomOf(survivor)} className={link}>
              <VisibleText text={survivor.title} />
            </Link>{' '}
            has its alerts now, and takes what comes. Whatever runs here goes on, and stands there
            too.
          </>
        ) : (
          'It is one that you may not see. Whatever runs here goes on, and is decided here.'
        )}
      </Notice>
      {isAsked && <UnmergeDialog incident={incident} onClose={() => setAsked(false)} />}
    </>
  );
}

function Parts({ parts }: { parts: IncidentRef[] }) {
  const { whyNot } = useRoomHands();
  const [isWhole, setWhole] = useState(false);
  const [asked, setAsked] = useState<IncidentRef>();
  const shown = isWhole ? parts : parts.slice(0, FEW);
  const count = parts.length === 1 ? 'One incident is' : `${parts.length} incidents are`;
  return (
    <>
      <Notice icon={GitMerge} title={`${count} part of this one`}>
        <ul className="flex max-h-48 flex-col gap-1 overflow-y-auto py-1">
          {shown.map((part) => (
            <li key={part.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link href={roomOf(part)} className={`min-w-0 flex-1 basis-56 break-words ${link}`}>
                <VisibleText text={part.title} />
              </Link>
              <span className="text-muted">
                <VisibleText text={part.service} />
              </span>
              <Button
                size="sm"
                variant="ghost"
                disabledReason={whyNot('incident.merge')}
                onClick={() => setAsked(part)}
              >
                Take it out
              </Button>
            </li>
          ))}
        </ul>
        {parts.length > FEW && (
          <Button size="sm" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${parts.length}`}
          </Button>
        )}
      </Notice>
      {asked && (
        <UnmergeDialog key={asked.id} incident={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
