import { clsx } from 'clsx';
import { Check, CircleHelp, MoveHorizontal, TriangleAlert } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import type { Agreement, BlastRow } from '@/lib/actions/blast-rows';

export interface BlastRadiusProps {
  rows: BlastRow[];
  /** Where claim and catalogue part, in sentences of the server's. */
  differences: string[];
}

const faces: Record<Agreement, { icon: typeof Check; word: string; look: string }> = {
  agrees: { icon: Check, word: 'Agrees', look: 'text-good' },
  differs: { icon: TriangleAlert, word: 'Differs', look: 'text-bad' },
  wider: { icon: MoveHorizontal, word: 'Claims more', look: 'text-muted' },
  claimed: { icon: CircleHelp, word: 'Only claimed', look: 'text-waiting' },
  unclaimed: { icon: CircleHelp, word: 'Not stated', look: 'text-muted' },
};

const columns = '@md:grid-cols-[8.5rem_minmax(0,1fr)_minmax(0,1fr)_7.5rem] @md:gap-x-4';

/** How far it reaches: the agent's claim beside what the catalogue knows; a difference is loud. */
export function BlastRadius({ rows, differences }: BlastRadiusProps) {
  return (
    <div className="@container flex flex-col gap-3">
      {differences.length > 0 && (
        <Notice tone="bad" title="The agent’s claim and the catalogue do not agree">
          <ul className="list-disc pl-4">
            {differences.map((difference) => (
              <li key={difference}>
                <VisibleText text={difference} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="text-sm">
        <p aria-hidden className={clsx('hidden pb-1 text-xs text-muted @md:grid', columns)}>
          <span />
          <span>Catalogue</span>
          <span>Agent claims</span>
        </p>
        <ul aria-label="Blast radius: the catalogue beside the agent’s claim">
          {rows.map((row) => (
            <Row key={row.label} row={row} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Row({ row: { label, claimed, known, agreement } }: { row: BlastRow }) {
  const { icon: Icon, word, look } = faces[agreement];
  return (
    <li
      className={clsx(
        'flex flex-col gap-y-1 border-t border-line py-2 @md:grid @md:items-baseline',
        columns,
        agreement === 'differs' && '-mx-2 rounded-sm bg-bad-tint px-2',
      )}
    >
      <span className="font-medium text-ink">{label}</span>
      <Value says="Catalogue" text={known} />
      <Value
        says="Agent claims"
        text={claimed}
        // On a phone what agrees is said once.
        className={agreement === 'agrees' ? 'hidden @md:flex' : undefined}
      />
      <span
        className={clsx(
          'inline-flex items-center gap-1 text-xs font-medium whitespace-nowrap @md:justify-end',
          look,
        )}
      >
        <Icon aria-hidden size={13} strokeWidth={2.25} className="shrink-0" />
        {word}
        {agreement === 'agrees' && <span className="@md:hidden">with the agent’s claim</span>}
      </span>
    </li>
  );
}

interface ValueProps {
  says: string;
  text: string;
  className?: string | undefined;
}

function Value({ says, text, className = 'flex' }: ValueProps) {
  return (
    <span className={clsx('min-w-0 gap-3', className)}>
      <span className="w-24 shrink-0 text-muted @md:sr-only">{says}: </span>
      <span className="min-w-0 flex-1 break-words text-ink">
        <VisibleText text={text} />
      </span>
    </span>
  );
}
