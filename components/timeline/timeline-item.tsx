'use client';

import { clsx } from 'clsx';
import { ChevronRight, EyeOff } from 'lucide-react';
import { memo } from 'react';
import { instantOf, type RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { Duration, RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { StateGlyph } from '@/components/ui/state-badge';
import { TimelineRow } from '@/components/ui/timeline-row';
import { toneText } from '@/components/ui/tone';
import { eventClaim } from './event-claim';
import { eventFace, groupFace } from './event-face';
import { groupLine } from './group-claim';
import { laneName, laneTip } from './lane';
import { linkCounts, rowFlag } from './row-links';
import type { TimelineLine } from './timeline-rows';
import { PlainButton } from '@/components/ui/plain-button';

export interface TimelineItemProps {
  line: TimelineLine;
  facts: RunFacts | undefined;
  highlight: string;
  time: 'age' | 'utc';
  selected: boolean;
  atCursor: boolean;
  laneIndex: (lane: string) => number;
  /** Both must stay the same for as long as the list stands. */
  onSelect: (id: string) => void;
  onFold: (key: string, open: boolean) => void;
}

/** What a row says depends on no more of a run than this; most news changes none of it. */
const seenBy = (facts: RunFacts | undefined) => [
  facts?.row.clock,
  facts?.hypotheses,
  facts?.actions,
  facts?.run.agents,
  facts?.run.tables.get('evidence'),
];

function isSame(before: TimelineItemProps, after: TimelineItemProps): boolean {
  const known = seenBy(before.facts);
  return (
    before.line.id === after.line.id &&
    before.line.group === after.line.group &&
    before.line.isOpen === after.line.isOpen &&
    before.selected === after.selected &&
    before.atCursor === after.atCursor &&
    before.highlight === after.highlight &&
    before.time === after.time &&
    before.laneIndex === after.laneIndex &&
    before.onSelect === after.onSelect &&
    before.onFold === after.onFold &&
    seenBy(after.facts).every((each, place) => each === known[place])
  );
}

/**
 * One row. Its words are made here, as it comes into view, not for the whole run at once; and
 * once made they stand, while hundreds of others scroll by or arrive.
 */
export const TimelineItem = memo(function TimelineItem(props: TimelineItemProps) {
  const { line, facts, highlight, time, selected, atCursor, laneIndex, onSelect, onFold } = props;
  const { group, event, isFoldable, isOpen } = line;
  const shown = event ?? group.events[0];
  const made = event && group.made?.events[group.events.indexOf(event)];
  const face = made?.face ?? (event ? eventFace(event) : groupFace(group));
  const Icon = face.icon;
  const words = groupLine(group, facts);
  const claim = made?.claim ?? (event ? eventClaim(event, facts) : words.claim);
  // Many rows say the same title: what happened to it must be read, not guessed from a glyph.
  const isOfAction = group.topics.includes('action');
  const isViolation = group.topics.includes('violation');
  const flag = event ? undefined : rowFlag(group, facts);
  const counts = event ? undefined : linkCounts(group, facts);
  const at = facts ? instantOf(facts.row, shown) : shown.recordedAt;
  return (
    <TimelineRow
      time={<RelativeTime at={at} look={time === 'utc' ? 'clock' : 'short'} />}
      lane={
        <span data-tip={laneTip(shown, facts)}>
          <VisibleText text={event ? laneName(event, facts) : words.lane} />
        </span>
      }
      laneIndex={laneIndex(words.lane)}
      depth={line.level - 1}
      selected={selected}
      dim={flag === 'red-herring'}
      onSelect={() => onSelect(line.id)}
      glyph={
        <span title={face.word} className={clsx('inline-flex', toneText[face.tone])}>
          <Icon aria-hidden size={14} strokeWidth={2.25} />
          {!isOfAction && <span className="sr-only">{face.word}: </span>}
        </span>
      }
      claim={
        <span className={clsx(isViolation && 'font-medium text-bad')}>
          {isFoldable && (
            <FoldMark
              isOpen={isOpen}
              count={group.events.length}
              onFold={() => onFold(group.key, !isOpen)}
            />
          )}
          {isOfAction && <span className="text-muted">{face.word}: </span>}
          <VisibleText text={claim} highlight={highlight} />
          {!event && words.tool && (
            <span className={clsx('font-mono text-xs text-muted', claim !== '' && 'ml-2')}>
              <VisibleText text={words.tool} highlight={highlight} />
            </span>
          )}
        </span>
      }
      links={
        <>
          {!event && words.masked > 0 && <MaskedChip count={words.masked} />}
          {counts && counts.supports > 0 && (
            <span className="text-2xs text-good">+{counts.supports}</span>
          )}
          {counts && counts.contradicts > 0 && (
            <span className="text-2xs text-bad">−{counts.contradicts}</span>
          )}
          {flag && <StateGlyph noun="flag" value={flag} size={13} />}
        </>
      }
      duration={event || words.durationMs === null ? undefined : <Duration ms={words.durationMs} />}
      className={clsx(
        isViolation && !selected && 'bg-bad-tint',
        atCursor && 'outline-2 -outline-offset-2 outline-focus',
      )}
    />
  );
}, isSame);

interface FoldMarkProps {
  isOpen: boolean;
  count: number;
  onFold: () => void;
}

/** For the pointer; the keyboard folds with the arrows, and the row says that it unfolds. */
function FoldMark({ isOpen, count, onFold }: FoldMarkProps) {
  return (
    <PlainButton
      tabIndex={-1}
      aria-hidden
      title={isOpen ? 'Fold' : `Unfold ${count} events`}
      onClick={(press) => {
        press.stopPropagation();
        onFold();
      }}
      className="-my-1 mr-0.5 -ml-1 inline-flex size-6 items-center justify-center rounded-sm align-middle text-faint hover:bg-hover hover:text-ink"
    >
      <ChevronRight size={13} className={clsx(isOpen && 'rotate-90')} />
    </PlainButton>
  );
}

function MaskedChip({ count }: { count: number }) {
  const words = `${count} ${count === 1 ? 'secret' : 'secrets'} masked`;
  return (
    <Badge tone="waiting" icon={<EyeOff aria-hidden size={11} />} title={words}>
      <span className="hidden @lg:inline">{words}</span>
      <span className="@lg:hidden" aria-label={words}>
        {count}
      </span>
    </Badge>
  );
}
