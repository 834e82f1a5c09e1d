import { VisibleText } from '@/components/text/visible-text';
import { Panel } from '@/components/ui/panel';
import { HeadCell, Table } from '@/components/ui/table';
import type { UseOut } from '@/lib/agents/schema-use';
import { nameWord, refusedWord } from './axis-words';

/** What it tried outside its scope, loud; nothing is shown where it never did. */
export function RefusedPanel({ refused }: { refused: UseOut['refused'] }) {
  if (refused.length === 0) return null;
  return (
    <Panel
      aria-label="Tried outside its scope"
      title="Tried outside its scope"
      tone="bad"
      flush
      aside={<span className="text-xs font-medium text-bad">{refused.length}</span>}
    >
      <Table
        caption="What it tried outside its scope, and was refused"
        dense
        className="max-h-72"
        head={
          <>
            <HeadCell>Axis</HeadCell>
            <HeadCell>Reached for</HeadCell>
            <HeadCell numeric>Times</HeadCell>
            <HeadCell>Last on</HeadCell>
          </>
        }
      >
        {refused.map(({ axis, name, count, lastDay }) => (
          <tr key={`${axis} ${name}`}>
            <td className="text-muted">{refusedWord(axis)}</td>
            <td className="font-medium break-all text-bad">
              <VisibleText text={nameWord(axis, name)} />
            </td>
            <td className="text-right">{count.toLocaleString('en')}</td>
            <td className="whitespace-nowrap text-muted">{lastDay}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
