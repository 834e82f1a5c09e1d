import type { ReactNode } from 'react';
import { BlastRadius } from '@/components/action/blast-radius';
import { roomHref } from '@/components/action/room-href';
import { CommandView, WholeText } from '@/components/action/command-view';
import { DiffView } from '@/components/evidence/diff-view';
import { VisibleText } from '@/components/text/visible-text';
import { Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import type { DecisionView } from '@/lib/actions/decision-view';
import { ParameterList } from '@/components/action/parameter-list';
import { ChangerList } from './changer-list';
import { EvidenceSides } from './evidence-sides';
import { PolicyFacts } from './policy-facts';
import { SuspicionNotes } from '@/components/text/suspicion-notes';

export interface DecisionSectionsProps {
  view: DecisionView;
  /** It waits for signatures, or did when this was shown. */
  isPending: boolean;
  /** What this version changed, right after what it would execute. */
  changes?: ReactNode;
}

/**
 * What an approver reads, in reading order: reach, command, proof, way back, rules. Drawn from the
 * view and from nothing else, so that the view kept at a signature draws the same page again.
 */
export function DecisionSections({ view, isPending, changes }: DecisionSectionsProps) {
  return (
    <>
      <Panel title="Blast radius" tone={view.differences.length > 0 ? 'bad' : undefined}>
        <BlastRadius rows={view.blast} differences={view.differences} />
        <Risk view={view} />
      </Panel>
      <Panel title="What will be executed">
        <div className="flex flex-col gap-3">
          <CommandView command={view.command} label="Command" />
          {view.diff !== null && <DiffView unified={view.diff} label="Diff" whole />}
          {view.parameters !== null && (
            <Labelled label="Parameters">
              <ParameterList parameters={view.parameters} />
            </Labelled>
          )}
          <Labelled label="Expected effect">
            <Prose text={view.expectedEffect} />
          </Labelled>
          <SuspicionNotes of={[view.command, view.diff, view.parameters, view.expectedEffect]} />
        </div>
      </Panel>
      {changes}
      <Panel title="Dry run">
        {view.dryRun === null ? (
          <p className="text-sm text-muted">The agent gave none.</p>
        ) : (
          <WholeText text={view.dryRun} label="Dry run" isProse>
            As the agent reports it
          </WholeText>
        )}
        <Beneath>
          <SuspicionNotes of={view.dryRun} />
        </Beneath>
      </Panel>
      <Panel title="Why">
        <div className="flex flex-col gap-3">
          <Labelled label="The cause it rests on">
            <Prose text={view.hypothesis.statement} strong />
            <CauseNow hypothesis={view.hypothesis} />
          </Labelled>
          <Labelled label="The agent’s reasoning">
            <Prose text={view.rationale} />
          </Labelled>
          <SuspicionNotes of={[view.hypothesis.statement, view.rationale]} />
        </div>
      </Panel>
      <Panel title="Evidence">
        <EvidenceSides
          evidence={view.evidence}
          hrefOf={(id) => roomHref(view.incidentId, view.investigationId, `ev:${id}`)}
        />
      </Panel>
      <Panel title="What would change this">
        <ChangerList changers={view.changers} />
        <Beneath>
          <SuspicionNotes of={view.changers.map(({ quote }) => quote)} />
        </Beneath>
      </Panel>
      <Panel title="If it goes wrong">
        <div className="flex flex-col gap-3">
          <Labelled label="Way back">
            {'argv' in view.rollback ? (
              <CommandView command={{ argv: view.rollback.argv }} label="Way back" />
            ) : (
              <Prose text={view.rollback.text} />
            )}
          </Labelled>
          <Labelled label="How recovery is checked">
            {view.verification === null ? (
              <p className="text-sm text-muted">Not stated.</p>
            ) : (
              <Prose text={view.verification} />
            )}
          </Labelled>
          <SuspicionNotes of={[view.rollback, view.verification]} />
        </div>
      </Panel>
      <Panel title="Who must agree">
        <PolicyFacts view={view} isPending={isPending} />
      </Panel>
    </>
  );
}

function Risk({ view }: { view: DecisionView }) {
  return (
    <div className="mt-3 flex flex-wrap items-baseline gap-x-2 gap-y-1 border-t border-line pt-3 text-sm">
      <StateBadge noun="risk" value={view.risk} look="plain" />
      <span className="min-w-0 text-muted">
        {view.riskReasons.map((reason) => (
          <span key={reason} className="block break-words">
            <VisibleText text={reason} />
          </span>
        ))}
      </span>
    </div>
  );
}

/** The agent's estimate, and whether the cause still says what it said. */
function CauseNow({ hypothesis }: Pick<DecisionView, 'hypothesis'>) {
  const { now, statement } = hypothesis;
  if (now === null) return null;
  const percent = now.confidence === null ? undefined : Math.round(now.confidence * 100);
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      <StateBadge noun="hypothesis" value={now.status} />
      {percent === undefined
        ? 'The agent states no estimate.'
        : `Agent’s estimate ${percent} %, uncalibrated.`}
      {now.statement !== statement && <span className="text-bad">Reworded since.</span>}
    </p>
  );
}

function Beneath({ children }: { children: ReactNode }) {
  return <div className="mt-3 empty:hidden">{children}</div>;
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-muted">{label}</h3>
      {children}
    </div>
  );
}

function Prose({ text, strong = false }: { text: string; strong?: boolean }) {
  return (
    <p
      className={`[overflow-wrap:anywhere] whitespace-pre-wrap text-ink ${strong ? 'font-medium' : 'text-sm'}`}
    >
      <VisibleText text={text} />
    </p>
  );
}
