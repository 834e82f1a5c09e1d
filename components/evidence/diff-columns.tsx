import { clsx } from 'clsx';
import { VisibleText } from '@/components/text/visible-text';
import { pairLines } from './pair-lines';
import type { DiffHunk, DiffLine } from './parse-unified';

export interface DiffColumnsProps {
  hunk: DiffHunk;
  wraps: boolean;
}

/** A hunk in two columns, as a table: old line beside new, each row one change. */
export function DiffColumns({ hunk, wraps }: DiffColumnsProps) {
  return (
    <table
      className={clsx('border-collapse text-left', wraps ? 'w-full table-fixed' : 'min-w-full')}
    >
      <colgroup>
        <col className="w-10" />
        <col />
        <col className="w-10" />
        <col />
      </colgroup>
      <thead>
        <tr className="text-2xs text-faint">
          <th scope="col">
            <span className="sr-only">Old line</span>
          </th>
          <th scope="col" className="font-medium">
            Before
          </th>
          <th scope="col" className="border-l border-line">
            <span className="sr-only">New line</span>
          </th>
          <th scope="col" className="font-medium">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {pairLines(hunk.lines).map(({ before, after }, index) => (
          <tr key={index} className="align-top leading-5">
            <Side line={before} number={before?.oldLine} wraps={wraps} />
            <Side line={after} number={after?.newLine} wraps={wraps} isAfter />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SideProps {
  line: DiffLine | undefined;
  number: number | undefined;
  wraps: boolean;
  isAfter?: boolean;
}

function Side({ line, number, wraps, isAfter = false }: SideProps) {
  const tint = clsx(
    line === undefined && 'bg-sunken',
    line?.kind === 'added' && 'bg-good-tint',
    line?.kind === 'removed' && 'bg-bad-tint',
    line?.kind === 'note' && 'text-faint',
  );
  return (
    <>
      <td
        className={clsx(
          'w-10 pr-1.5 text-right text-faint select-none',
          tint,
          isAfter && 'border-l border-line',
        )}
      >
        {number}
      </td>
      <td
        className={clsx('pr-3', tint, wraps ? 'break-words whitespace-pre-wrap' : 'whitespace-pre')}
      >
        {line && (
          <>
            {line.kind === 'added' && <Sign word="added" text="+" look="text-good" />}
            {line.kind === 'removed' && <Sign word="removed" text="−" look="text-bad" />}
            <VisibleText text={line.text} />
          </>
        )}
      </td>
    </>
  );
}

function Sign({ word, text, look }: { word: string; text: string; look: string }) {
  return (
    <span className={clsx('pr-1 font-semibold select-none', look)}>
      <span aria-hidden>{text}</span>
      <span className="sr-only">{word}: </span>
    </span>
  );
}
