'use client';

import { Ban, EyeOff, ShieldAlert } from 'lucide-react';
import dynamic from 'next/dynamic';
import { runFace } from '@/components/directive/control-words';
import { RunControls } from '@/components/directive/run-controls';
import { DriftGauge } from '@/components/drift/drift-gauge';
import { VisibleText } from '@/components/text/visible-text';
import { Badge } from '@/components/ui/badge';
import { nothing } from '@/components/ui/nothing';
import { StageTrack } from '@/components/ui/stage-track';
import { StateBadge } from '@/components/ui/state-badge';
import type { RoomRun } from '@/lib/live/room-state';
import { useRoom } from './room-context';
import { factsOf, type RunFacts } from './run-facts';
import { PlainButton } from '@/components/ui/plain-button';

/** Most agents work alone. */
const LaneLegend = dynamic(() => import('./lane-legend').then((module) => module.LaneLegend), {
  loading: nothing,
});

export interface RunBarProps {
  facts: RunFacts;
  onRun: (id: string) => void;
}

/** Which investigation is looked at, how far it is, how it can be held, and the controls. */
export function RunBar({ facts, onRun }: RunBarProps) {
  const { state } = useRoom();
  const { row, run, checkpoints } = facts;
  const checkpoint = checkpoints.find(({ id }) => id === row.checkpointId);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        {state.runs.length > 1 ? (
          <RunChoice
            runs={state.runs}
            incidentId={state.incident.id}
            chosen={run.id}
            onRun={onRun}
          />
        ) : (
          <span className="font-medium break-words">
            <VisibleText text={run.agent.name} />
            <Elsewhere run={run} incidentId={state.incident.id} />
          </span>
        )}
        {run.agents.length > 1 && <LaneLegend run={run} />}
        <StateBadge noun="investigation" value={runFace(row.status, run.agent.controlLevel)} />
        <StageTrack
          stage={row.stage}
          status={row.status}
          {...(checkpoint ? { stopPoint: checkpoint.stage } : {})}
        />
        <StateBadge noun="mode" value={row.mode} look="plain" className="max-sm:hidden" />
        <DriftGauge drift={row.drift} />
        {row.maskedCount > 0 && (
          <Badge tone="waiting" icon={<EyeOff aria-hidden size={12} />}>
            {row.maskedCount} {row.maskedCount === 1 ? 'secret' : 'secrets'} masked
          </Badge>
        )}
        {row.violationCount > 0 && (
          <Badge tone="bad" icon={<ShieldAlert aria-hidden size={12} />}>
            {row.violationCount} outside its scope
          </Badge>
        )}
        {row.refusedWriteCount > 0 && (
          <Badge tone="bad" icon={<Ban aria-hidden size={12} />}>
            {row.refusedWriteCount} {row.refusedWriteCount === 1 ? 'write' : 'writes'} refused
          </Badge>
        )}
      </div>
      <RunControls facts={facts} />
    </div>
  );
}

/** Of a run that came by a merge: what it is about. */
function Elsewhere({ run, incidentId }: { run: RoomRun; incidentId: string }) {
  const row = factsOf(run)?.row;
  if (!row || row.incidentId === incidentId) return null;
  return (
    <span className="font-normal text-muted">
      {' '}
      on <VisibleText text={row.service} />
    </span>
  );
}

/** Several agents may run on one incident; each says what it is about. */
function RunChoice({
  runs,
  incidentId,
  chosen,
  onRun,
}: {
  runs: RoomRun[];
  incidentId: string;
  chosen: string;
  onRun: (id: string) => void;
}) {
  return (
    <div role="group" aria-label="Investigations" className="flex flex-wrap gap-1">
      {runs.map((run) => {
        const row = factsOf(run)?.row;
        return (
          <PlainButton
            key={run.id}
            aria-pressed={run.id === chosen}
            onClick={() => onRun(run.id)}
            className="flex h-7 max-w-64 items-center gap-1.5 rounded-md border border-line px-2 text-sm text-muted hover:bg-hover hover:text-ink aria-pressed:border-control aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink pointer-coarse:min-h-11"
          >
            <span className="truncate">
              <VisibleText text={run.agent.name} />
              <Elsewhere run={run} incidentId={incidentId} />
            </span>
            {row && run.id !== chosen && (
              <StateBadge
                noun="investigation"
                value={runFace(row.status, run.agent.controlLevel)}
                look="plain"
              />
            )}
          </PlainButton>
        );
      })}
    </div>
  );
}
