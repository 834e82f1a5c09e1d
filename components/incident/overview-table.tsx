import type { ConfidenceLine } from '@/components/chart/confidence-lines';
import { percent } from '@/components/hypothesis/confidence-words';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { HeadCell, Table } from '@/components/ui/table';
import type { OverviewMark } from './overview-marks';

interface Row {
  key: string;
  at: string;
  what: string;
  estimate: string;
}

/** The strip's twin: every estimate, stop point and decision in order of time. */
export default function OverviewTable({
  lines,
  marks,
}: {
  lines: ConfidenceLine[];
  marks: OverviewMark[];
}) {
  const rows: Row[] = [
    ...lines.flatMap((line) =>
      line.points.map(({ at, confidence }, index) => ({
        key: `${line.id} ${index}`,
        at,
        what: line.statement,
        estimate: confidence === null ? 'not stated' : percent(confidence),
      })),
    ),
    ...marks.map(({ key, at, label }) => ({ key, at, what: label, estimate: '' })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Table
      dense
      caption="The whole run: estimates, stop points and decisions"
      className="max-h-56"
      head={
        <>
          <HeadCell>Instant</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell numeric>Agent’s estimate</HeadCell>
        </>
      }
    >
      {rows.map(({ key, at, what, estimate }) => (
        <tr key={key}>
          <td className="text-xs whitespace-nowrap text-muted">{utcFull(at)}</td>
          <td className="min-w-48">
            <VisibleText text={what} />
          </td>
          <td className="text-right">{estimate}</td>
        </tr>
      ))}
    </Table>
  );
}
