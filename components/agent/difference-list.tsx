import { Fragment } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { refusedWord } from './axis-words';
import type { AxisDifference } from './scope-difference';

/** What would come, go and stay, axis by axis. */
export function DifferenceList({ differences }: { differences: AxisDifference[] }) {
  return (
    <ul aria-label="What would change" className="flex flex-col gap-1 text-sm">
      {differences.map(({ axis, comes, goes, stays }) => (
        <li key={axis} className="break-words">
          <span className="text-muted">{refusedWord(axis)}: </span>
          {parts({ comes, goes, stays }).map(({ key, part }, i) => (
            <Fragment key={key}>
              {i > 0 && <span className="text-muted">; </span>}
              {part}
            </Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
}

function parts({ comes, goes, stays }: Omit<AxisDifference, 'axis'>) {
  const said = [
    {
      key: 'comes',
      text: comes,
      part: (
        <>
          <ins className="font-medium text-good no-underline">
            <VisibleText text={comes} />
          </ins>
          <span className="text-muted"> is added</span>
        </>
      ),
    },
    {
      key: 'goes',
      text: goes,
      part: (
        <>
          <del className="text-bad">
            <VisibleText text={goes} />
          </del>
          <span className="text-muted"> goes</span>
        </>
      ),
    },
    {
      key: 'stays',
      text: stays,
      part: (
        <>
          <span className="font-medium text-ink">
            <VisibleText text={stays} />
          </span>
          <span className="text-muted"> stays</span>
        </>
      ),
    },
  ];
  return said.filter(({ text }) => text !== '');
}
