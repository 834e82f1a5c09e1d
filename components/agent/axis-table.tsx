import { VisibleText } from '@/components/text/visible-text';
import { HeadCell, Table } from '@/components/ui/table';
import type { AxisUse } from '@/lib/agents/schema-use';
import { axisWords, nameWord } from './axis-words';

/** Every name on every axis, used or not. */
export function AxisTable({ axes }: { axes: AxisUse[] }) {
  return (
    <Table
      caption="What was used of the scope"
      dense
      className="max-h-96"
      head={
        <>
          <HeadCell>Axis</HeadCell>
          <HeadCell>Name</HeadCell>
          <HeadCell numeric>Used</HeadCell>
          <HeadCell>Last on</HeadCell>
        </>
      }
    >
      {axes.flatMap(({ axis, used, unused, granted }) => [
        ...(granted.includes('*') && used.length === 0
          ? [<Line key={`${axis} *`} axis={axis} name="everything" count={0} lastDay="" />]
          : []),
        ...used.map(({ name, count, lastDay }) => (
          <Line key={`${axis} ${name}`} axis={axis} name={name} count={count} lastDay={lastDay} />
        )),
        ...unused.map((name) => (
          <Line key={`${axis} ${name}`} axis={axis} name={name} count={0} lastDay="" />
        )),
      ])}
    </Table>
  );
}

interface LineProps {
  axis: AxisUse['axis'];
  name: string;
  count: number;
  lastDay: string;
}

function Line({ axis, name, count, lastDay }: LineProps) {
  return (
    <tr>
      <td className="text-muted">{axisWords[axis]}</td>
      <td className="break-all">
        <VisibleText text={nameWord(axis, name)} />
      </td>
      <td className="text-right">{count.toLocaleString('en')}</td>
      <td className="whitespace-nowrap text-muted">{lastDay || 'not used'}</td>
    </tr>
  );
}
