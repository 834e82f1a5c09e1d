import { overviewLines, overviewMarks, overviewSpan } from '@/components/incident/overview-marks';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import type { Activity } from '@/lib/investigations/activity';
import type { StoredEvent } from '@/lib/log/schema';
import { PrintActions } from './print-actions';
import { PrintClaims } from './print-claims';
import { PrintEvidence } from './print-evidence';
import { PrintFacts, PrintSection } from './print-section';
import { PrintStops } from './print-stops';
import { PrintStrip } from './print-strip';
import { PrintTimeline } from './print-timeline';

interface PrintRunProps {
  facts: RunFacts;
  activity: Activity['items'];
  incidentEvents: StoredEvent[];
  /** The instant that the room is printed at, in ms since 1970. */
  asOfMs: number;
  /** Whether the room has several, so that each begins a page. */
  isOneOfMany: boolean;
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const readWords = ({ stepCount, evidenceCount }: RunFacts['row']): string =>
  `${counted(stepCount, 'step', 'steps')}, ${counted(evidenceCount, 'item', 'items')} of evidence`;

/** One investigation, from what it is to what it rests on. */
export function PrintRun(props: PrintRunProps) {
  const { facts, activity, incidentEvents, asOfMs, isOneOfMany } = props;
  const { row, run } = facts;
  const { fromMs, toMs } = overviewSpan(facts, asOfMs);
  return (
    <PrintSection title={`Investigation by ${run.agent.name}`} isApart={isOneOfMany}>
      <PrintFacts
        facts={[
          ['State', <StateBadge key="state" noun="investigation" value={row.status} />],
          ['Stage', stateFace('stage', row.stage).word],
          ['Mode', stateFace('mode', row.mode).word],
          ['Began', utcFull(row.startedAt)],
          [row.endedAt ? 'Ended' : 'Last event', utcFull(row.endedAt ?? row.lastEventAt)],
          ['Read', readWords(row)],
          ['Outside its scope', String(row.violationCount)],
          ['Secrets masked', String(row.maskedCount)],
          ['Id', row.id],
        ]}
      />
      {row.goal && (
        <p className="text-sm [overflow-wrap:anywhere]">
          <span className="text-muted">Goal: </span>
          <VisibleText text={row.goal} />
        </p>
      )}
      {row.summary && (
        <p className="text-sm [overflow-wrap:anywhere]">
          <span className="text-muted">Conclusion: </span>
          <VisibleText text={row.summary} />
        </p>
      )}
      <PrintSection isPart title="The whole run">
        <PrintStrip
          lines={overviewLines(facts.hypotheses, row.clock)}
          marks={overviewMarks(facts.checkpoints, facts.actions, row.clock)}
          activity={activity}
          agents={run.agents}
          fromMs={fromMs}
          toMs={Math.min(toMs, Math.max(asOfMs, fromMs + 1))}
        />
      </PrintSection>
      <PrintSection isPart title="Claims">
        <PrintClaims facts={facts} />
      </PrintSection>
      <PrintSection isPart title="Stop points and decisions">
        <PrintStops facts={facts} />
      </PrintSection>
      <PrintSection isPart title="Changes">
        <PrintActions facts={facts} />
      </PrintSection>
      <PrintSection isPart title="Timeline">
        <PrintTimeline
          facts={facts}
          incidentEvents={incidentEvents}
          leftOut={(run.events[0]?.seq ?? 1) - 1}
        />
      </PrintSection>
      <PrintSection isPart title="Appendix: evidence and its digests">
        <PrintEvidence facts={facts} />
      </PrintSection>
    </PrintSection>
  );
}
