import { percent } from '@/components/hypothesis/confidence-words';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { HeadCell, Table } from '@/components/ui/table';
import type { OverviewLine, OverviewMark } from './overview-marks';
import { useRoomHands } from './room-context';
import { PlainButton } from '@/components/ui/plain-button';

interface Row {
  key: string;
  at: string;
  what: string;
  estimate: string;
  /** The evidence that was named for it. */
  because: string[];
}

/** The strip's twin: every estimate, stop point and decision in order of time. */
export default function OverviewTable({
  lines,
  marks,
}: {
  lines: OverviewLine[];
  marks: OverviewMark[];
}) {
  const { select } = useRoomHands();
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
  );
}
