import { VisibleText } from '@/components/text/visible-text';
import { axisWords } from './axis-words';
import type { AxisDifference } from './scope-difference';

/** What would go and what would stay, axis by axis. */
export function DifferenceList({ differences }: { differences: AxisDifference[] }) {
  return (
    <ul aria-label="What would change" className="flex flex-col gap-1 text-sm">
      {differences.map(({ axis, goes, stays }) => (
        <li key={axis} className="break-words">
          <span className="text-muted">{axisWords[axis]}: </span>
          <del className="text-bad">
            <VisibleText text={goes} />
          </del>
          <span className="text-muted"> goes; </span>
          <ins className="font-medium text-ink no-underline">
            <VisibleText text={stays} />
          </ins>
          <span className="text-muted"> stays</span>
        </li>
      ))}
    </ul>
  );
}
