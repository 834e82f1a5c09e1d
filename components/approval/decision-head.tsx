import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ActTitle } from '@/components/action/act-title';
import { PageHeader } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { DecisionView } from '@/lib/actions/decision-view';
import { SuspicionNotes } from '@/components/text/suspicion-notes';

export interface DecisionHeadProps {
  view: DecisionView;
  back: { href: string; word: string };
  /** Where it stands now; nothing of it is part of the view. */
  standing: ReactNode;
  /** The room at the event that this is about. */
  room: { href: string; word: string } | undefined;
}

const linked =
  'rounded-sm font-medium text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink';

/** Verb and target, from the bound fields; the agent's own title stands under it as its words. */
export function DecisionHead({ view, back, standing, room }: DecisionHeadProps) {
  const { target, incident } = view;
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        crumb={
          <Link
            href={back.href}
            className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm hover:text-ink pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden size={14} />
            {back.word}
          </Link>
        }
        title={<ActTitle {...view} />}
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        {standing}
        <StateBadge noun="risk" value={view.risk} size="md" />
        <StateBadge noun="reversibility" {...view.reversibility} size="md" />
      </div>
      <dl className="flex flex-col gap-1 text-sm">
        <Line label="Resource">
          <span className="font-mono text-sm [overflow-wrap:anywhere]">
            <VisibleText text={target.resource} />
          </span>
        </Line>
        <Line label="Agent’s words">
          “<VisibleText text={view.title} />”
        </Line>
        <Line label="Incident">
          {incident ? (
            <Link href={`/incidents/${encodeURIComponent(incident.id)}`} className={linked}>
              <VisibleText text={incident.title} />
            </Link>
          ) : (
            'Not known'
          )}
        </Line>
        <Line label="Proposed">
          <RelativeTime at={view.proposedAt} focusable /> by{' '}
          <VisibleText text={view.proposer.name} />
        </Line>
        {room && (
          <Line label="Room">
            <Link href={room.href} prefetch={false} className={linked}>
              {room.word}
            </Link>
          </Line>
        )}
      </dl>
      <SuspicionNotes of={[view.title, target, incident?.title]} />
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-24 shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 flex-1 break-words text-ink">{children}</dd>
    </div>
  );
}
