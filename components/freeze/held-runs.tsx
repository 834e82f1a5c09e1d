'use client';

import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { FreezeDetail, HeldRun } from '@/lib/freeze/output';
import { giveControl } from '@/lib/investigations/client';
import { whyFrozen } from './freeze-words';
import { useFrozen } from './freezes';

export interface HeldRunsProps {
  freeze: FreezeDetail;
  onResumed: () => void;
}

/** Runs that a freeze paused: lifting it resumes none of them, a commander does, one by one. */
export function HeldRuns({ freeze, onResumed }: HeldRunsProps) {
  const { heldRuns, heldCount, state } = freeze;
  return (
    <Panel
      flush={heldRuns.length > 0}
      title="Runs it paused that stand still"
      aside={<span className="text-sm text-muted">{heldCount}</span>}
    >
      {heldRuns.length === 0 ? (
        <p className="text-sm text-muted">
          {state === 'active'
            ? 'None that you may see.'
            : 'None: each was resumed, stopped or has ended.'}
        </p>
      ) : (
        <ul aria-label="Paused runs" className="divide-y divide-line">
          {heldRuns.map((run) => (
            <Row key={run.id} run={run} onResumed={onResumed} />
          ))}
        </ul>
      )}
      {heldCount > heldRuns.length && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          The {heldRuns.length} oldest of {heldCount} are shown; the others follow as these go on.
        </p>
      )}
    </Panel>
  );
}

function Row({ run, onResumed }: { run: HeldRun; onResumed: () => void }) {
  const frozen = useFrozen(run.service);
  const resume = useMutation({
    mutationFn: () => giveControl(run.id, { control: 'resume' }),
    onSettled: onResumed,
  });
  const refusal = run.isYours ? undefined : `Only a commander for ${run.service} can resume it.`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-4 py-2.5 text-sm">
      <span className="min-w-0 flex-1 basis-60">
        <Link
          href={`/incidents/${encodeURIComponent(run.incidentId)}?run=${encodeURIComponent(run.id)}`}
          className="font-medium break-words text-ink underline-offset-2 hover:underline"
        >
          <VisibleText text={run.incidentTitle} />
        </Link>
        <span className="block text-muted">
          <VisibleText text={`${run.agentName} on ${run.service}`} />
        </span>
        {resume.isError && (
          <span role="alert" className="block text-bad">
            {sayError(resume.error)}
          </span>
        )}
      </span>
      <Button
        size="sm"
        icon={<Play aria-hidden size={13} />}
        pending={resume.isPending}
        disabledReason={refusal ?? (frozen && whyFrozen(frozen))}
        onClick={() => resume.mutate()}
      >
        Resume
      </Button>
    </li>
  );
}
