'use client';

import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { EvidenceBody } from '@/components/evidence/evidence-body';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoom } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { SOURCES } from '@/components/timeline/event-face';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull, utcWindow } from '@/components/time/format-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorState } from '@/components/ui/empty-state';
import { Fact, Facts } from '@/components/ui/panel';
import { Loading } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { ApiProblem } from '@/lib/http/call-api';
import { evidenceQuery } from '@/lib/investigations/client';
import { ErasedNotice } from './erased-notice';
import { EvidenceLinks } from './evidence-links';
import { FlagButtons } from './flag-buttons';
import { SeriesBeside } from './series-beside';
import { SourceLinks } from './source-links';
import { ReadUnder } from './read-under';
import { SuspicionNotes } from '@/components/text/suspicion-notes';

const NOT_STATED = <span className="text-faint">not stated</span>;

/** One observation: where it comes from, how it was asked for, what it said, what it counts for. */
export function EvidenceView({ evidence, facts }: { evidence: EvidenceRow; facts: RunFacts }) {
  const { state } = useRoom();
  const { icon: Icon, word } = SOURCES[evidence.source];
  const step = evidence.step ? facts.stepOf(evidence.step) : undefined;
  const { observedFrom, observedTo } = evidence;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1.5">
        <Badge icon={<Icon aria-hidden size={12} />}>{word}</Badge>
        {evidence.flag && <StateBadge noun="flag" value={evidence.flag} />}
        {evidence.isLater && (
          <Badge tone="waiting" title="Recorded after the evidence stop point was released.">
            After the stop point
          </Badge>
        )}
        {evidence.masked > 0 && (
          <Badge tone="waiting">
            {evidence.masked} {evidence.masked === 1 ? 'secret' : 'secrets'} masked
          </Badge>
        )}
      </div>
      {evidence.flagReason && (
        <p className="text-sm break-words text-muted">
          Flagged: <VisibleText text={evidence.flagReason} />
        </p>
      )}
      <FlagButtons evidence={evidence} />
      <SourceLinks evidence={evidence} />
      <Body
        evidence={evidence}
        incidentFrom={state.incident.startedAt}
        incidentTo={state.incident.endedAt}
      />
      {evidence.format === 'series' && <SeriesBeside evidence={evidence} facts={facts} />}
      <EvidenceLinks evidence={evidence} facts={facts} />
      <Facts>
        <Fact label="Query" stacked>
          {evidence.query ? (
            <code className="block max-h-40 overflow-y-auto rounded-md border border-line bg-sunken px-2 py-1.5 text-xs break-all whitespace-pre-wrap">
              <ClampedText text={evidence.query} />
            </code>
          ) : (
            NOT_STATED
          )}
        </Fact>
        <Fact label="Service">
          <VisibleText text={`${evidence.service}, ${evidence.environment}`} />
        </Fact>
        <Fact label="Window observed">
          {observedFrom && observedTo
            ? utcWindow(observedFrom, observedTo)
            : observedFrom || observedTo
              ? `${observedFrom ? `from ${utcFull(observedFrom)}` : `to ${utcFull(observedTo ?? '')}`}`
              : NOT_STATED}
        </Fact>
        <Fact label="Read by">
          {step ? (
            <>
              <code className="text-xs">
                <VisibleText text={step.tool} />
              </code>
              {step.lane && (
                <>
                  {' '}
                  in lane <VisibleText text={step.lane} />
                </>
              )}
            </>
          ) : (
            NOT_STATED
          )}
        </Fact>
        <Fact label="Scope">
          <ReadUnder evidence={evidence} facts={facts} />
        </Fact>
        <Fact label="Recorded">{utcFull(evidence.recordedAt)}</Fact>
        <Fact label="Claimed at">{utcFull(evidence.at)}</Fact>
        <Fact label="Digest" stacked>
          <span className="flex items-center gap-1">
            <code className="min-w-0 text-xs break-all">{evidence.digest}</code>
            <CopyButton text={evidence.digest} label="Copy the digest" />
          </span>
        </Fact>
      </Facts>
    </div>
  );
}

interface BodyProps {
  evidence: EvidenceRow;
  /** When the incident was, for shading. */
  incidentFrom: string;
  incidentTo: string | null;
}

/** A body may be long, and never changes: it is not drawn again as events arrive. */
const Body = memo(function Body({ evidence, incidentFrom, incidentTo }: BodyProps) {
  const { investigationId, id, title, truncated } = evidence;
  const { data, error, refetch, isFetching } = useQuery(evidenceQuery(investigationId, id));
  if (data)
    return (
      <div className="flex min-w-0 flex-col gap-2">
        {data.erasedSeq !== undefined && <ErasedNotice seq={data.erasedSeq} />}
        <SuspicionNotes of={data.evidence} />
        <EvidenceBody
          body={data.evidence.body}
          label={title}
          truncated={truncated}
          incident={{ from: incidentFrom, ...(incidentTo ? { to: incidentTo } : {}) }}
        />
      </div>
    );
  if (error instanceof ApiProblem)
    return (
      <div className="flex flex-col gap-2">
        <ProblemNotice problem={error} />
        <Button size="sm" pending={isFetching} pendingLabel="Loading…" onClick={() => refetch()}>
          Try again
        </Button>
      </div>
    );
  if (error) return <ErrorState title="This evidence cannot be shown">{error.message}</ErrorState>;
  return <Loading label="Loading the evidence" />;
});
