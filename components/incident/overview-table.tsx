import { percent } from '@/components/hypothesis/confidence-words';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { HeadCell, Table } from '@/components/ui/table';
import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';
import type { OverviewLine, OverviewMark } from './overview-marks';
import { useRoomHands } from './room-context';
import { PlainButton } from '@/components/ui/plain-button';
import { stripLanes } from './strip-lanes';
import { isWithin, type Span } from './strip-window';
import { timeScale } from './time-scale';

interface Row {
  key: string;
  at: string;
  what: string;
  estimate: string;
  /** The evidence that was named for it. */
  because: string[];
}

export interface OverviewTableProps {
  lines: OverviewLine[];
  marks: OverviewMark[];
  activity: Activity['items'];
  agents: readonly Pick<LaneAgent, 'id' | 'label'>[];
  /** The stretch that the strip shows. */
  within: Span;
}

/** The strip's twin: every estimate, stop point and decision in order of time, and the lanes. */
export default function OverviewTable(props: OverviewTableProps) {
  const { lines, marks, activity, agents, within } = props;
  const { select } = useRoomHands();
  const scale = timeScale([], within.fromMs, within.toMs);
  const lanes = stripLanes(activity, agents, scale, Number.POSITIVE_INFINITY);
  const rows: Row[] = [
    ...lines.flatMap((line) =>
      line.points.map(({ at, confidence, because }, index) => ({
        key: `${line.id} ${index}`,
        at,
        what: line.statement,
        estimate: confidence === null ? 'not stated' : percent(confidence),
        because,
      })),
    ),
    ...marks.map(({ key, at, label }) => ({ key, at, what: label, estimate: '', because: [] })),
  ]
    .filter(({ at }) => isWithin(Date.parse(at), within))
    .sort((a, b) => a.at.localeCompare(b.at));
  return (
    <div className="max-h-64 overflow-y-auto">
      <Table
        dense
        caption="The whole run: estimates, stop points and decisions"
        head={
          <>
            <HeadCell>Instant</HeadCell>
            <HeadCell>What</HeadCell>
            <HeadCell numeric>Agent’s estimate</HeadCell>
            <HeadCell>Because of</HeadCell>
          </>
        }
      >
        {rows.map(({ key, at, what, estimate, because }) => (
          <tr key={key}>
            <td className="text-xs whitespace-nowrap text-muted">{utcFull(at)}</td>
            <td className="min-w-48">
              <VisibleText text={what} />
            </td>
            <td className="text-right">{estimate}</td>
            <td>
              {because.map((id) => (
                <PlainButton
                  key={id}
                  onClick={() => select(`ev:${id}`)}
                  className="mr-2 min-h-6 rounded-sm font-mono text-xs underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:min-h-11"
                >
                  {id}
                </PlainButton>
              ))}
            </td>
          </tr>
        ))}
      </Table>
      <Lanes lanes={lanes} />
    </div>
  );
}

function Lanes({ lanes }: { lanes: ReturnType<typeof stripLanes> }) {
  return (
    <Table
      dense
      caption="Lanes of the whole run"
      head={
        <>
          <HeadCell>Lane</HeadCell>
          <HeadCell numeric>Events</HeadCell>
          <HeadCell>First</HeadCell>
          <HeadCell>Last</HeadCell>
        </>
      }
    >
      {lanes.map(({ id, label, count, fromAt, toAt }) => (
        <tr key={id}>
          <td className="min-w-40 break-words">
            <VisibleText text={label} />
          </td>
          <td className="text-right">{count.toLocaleString('en')}</td>
          <td className="text-xs whitespace-nowrap text-muted">{utcFull(fromAt)}</td>
          <td className="text-xs whitespace-nowrap text-muted">{utcFull(toAt)}</td>
        </tr>
      ))}
    </Table>
  );
}
