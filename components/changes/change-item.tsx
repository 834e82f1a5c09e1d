'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { roomHref } from '@/components/action/room-href';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import { PlainButton } from '@/components/ui/plain-button';
import { toneText } from '@/components/ui/tone';
import type { ChangeLine } from './change-line';

export interface ChangeItemProps {
  line: ChangeLine;
  /** Whose it is, where the room has several runs. */
  runName: string | undefined;
}

const look =
  'flex min-h-8 w-full items-start gap-2.5 rounded-md px-2 py-1.5 text-left text-sm pointer-coarse:min-h-11';

/** One line of what changed, which leads to its row. */
export function ChangeItem({ line, runName }: ChangeItemProps) {
  const { state, run } = useRoom();
  const { select, selected } = useRoomHands();
  const { sel } = line;
  const inside = <Words line={line} runName={runName} />;
  if (sel === undefined) return <li className={look}>{inside}</li>;
  // A row of another run is shown with that run, which is another address.
  if (line.run !== null && line.run !== run?.id) {
    return (
      <li className="break-inside-avoid">
        <Link
          href={roomHref(state.incident.id, line.run, sel)}
          prefetch={false}
          className={clsx(look, 'hover:bg-hover')}
        >
          {inside}
        </Link>
      </li>
    );
  }
  return (
    <li className="break-inside-avoid">
      <PlainButton
        onClick={() => select(sel)}
        aria-current={selected === sel || undefined}
        className={clsx(look, 'focus-inset hover:bg-hover aria-[current]:bg-hover')}
      >
        {inside}
      </PlainButton>
    </li>
  );
}

function Words({ line: { face, text, more }, runName }: ChangeItemProps) {
  const Icon = face.icon;
  return (
    <>
      <Icon aria-hidden size={15} className={clsx('mt-0.5 shrink-0', toneText[face.tone])} />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="sr-only">{face.word}: </span>
        <span className="text-ink">
          <VisibleText text={text} />
        </span>
        {more && (
          <span className="mt-0.5 line-clamp-4 block whitespace-pre-line text-muted print:line-clamp-none">
            <VisibleText text={more} />
          </span>
        )}
        {runName && (
          <span className="block text-xs text-muted">
            <VisibleText text={runName} />
          </span>
        )}
      </span>
    </>
  );
}
