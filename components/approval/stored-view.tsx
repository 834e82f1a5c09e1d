import { Eye } from 'lucide-react';
import Link from 'next/link';
import { roomHref } from '@/components/action/room-href';
import { Page, PageHeader } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { StoppedClock } from '@/components/time/clock';
import { utcFull } from '@/components/time/format-time';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import type { DecisionView } from '@/lib/actions/decision-view';
import type { Decision } from '@/lib/actions/schema';
import { DecisionHead } from './decision-head';
import { DecisionSections } from './decision-sections';

export interface StoredViewProps {
  /** Of any version ever stored; each has its own renderer below, which stays. */
  view: DecisionView;
  viewDigest: string;
  /** The decisions that were made looking at it, oldest first. */
  decisions: Decision[];
}

/** What somebody had before their eyes as they decided, drawn again as it was, its clock stopped. */
export function StoredView({ view, viewDigest, decisions }: StoredViewProps) {
  const [first] = decisions;
  const at = first?.at ?? view.proposedAt;
  return (
    <Page width="column">
      <StoppedClock at={at}>
        <DecisionHead
          view={view}
          back={{ href: `/approvals/${encodeURIComponent(view.id)}`, word: 'The decision now' }}
          standing={<StateBadge noun="action" value="pending_approval" size="md" />}
          room={
            first && {
              href: roomHref(view.incidentId, view.investigationId, `e:${first.seq}`, first.seq),
              word: 'At this decision',
            }
          }
        />
        <Notice icon={Eye} title="As it was shown">
          <ul>
            {decisions.map(({ id, by, decision, at: decidedAt }) => (
              <li key={id}>
                <VisibleText text={by.name} /> {decision === 'approve' ? 'approved' : 'rejected'}{' '}
                version {view.version} on {utcFull(decidedAt)}.
              </li>
            ))}
          </ul>
          <p className="mt-1 text-muted">
            Drawn from what was kept then, ages and all. It hashes to the view digest that stands in
            the record: <span className="font-mono text-xs break-all">{viewDigest}</span>
          </p>
        </Notice>
        <Drawn view={view} />
      </StoppedClock>
    </Page>
  );
}

/** The text is gone, on purpose; that it was there and what it hashed to is not. */
export function ErasedView({
  actionId,
  viewDigest,
  because,
}: {
  actionId: string;
  viewDigest: string;
  /** On whose word and why, in a sentence. */
  because: string;
}) {
  return (
    <Page width="column">
      <PageHeader title="What was shown has been erased" />
      <Notice icon={Eye} title="Only its digest remains">
        <p className="font-mono text-xs break-all">{viewDigest}</p>
        <p className="mt-1">
          <VisibleText text={because} />{' '}
          <Link
            href={`/approvals/${encodeURIComponent(actionId)}`}
            className="font-medium text-ink underline underline-offset-2"
          >
            The decision now
          </Link>
        </p>
      </Notice>
    </Page>
  );
}

/** By the version of the page; a redesign adds a case and leaves these alone. */
function Drawn({ view }: { view: DecisionView }) {
  switch (view.view) {
    case 'decision/1':
      return <DecisionSections view={view} isPending />;
  }
}
