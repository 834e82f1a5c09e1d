import { clsx } from 'clsx';
import { Check, Circle, CircleHelp, LoaderCircle, X, type LucideIcon } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import type { FollowStep, StepState } from './follow-steps';

const faces: Record<StepState, { icon: LucideIcon; look: string; word: string }> = {
  done: { icon: Check, look: 'border-transparent bg-good-solid text-on-solid', word: 'Done' },
  now: {
    icon: LoaderCircle,
    look: 'border-running-line bg-running-tint text-running',
    word: 'Now',
  },
  broken: {
    icon: X,
    look: 'border-transparent bg-bad-solid text-on-solid',
    word: 'Did not happen',
  },
  ahead: { icon: Circle, look: 'border-line bg-surface text-faint', word: 'Not yet' },
  unsure: {
    icon: CircleHelp,
    look: 'border-waiting-line bg-waiting-tint text-waiting',
    word: 'Not certain',
  },
  lost: {
    icon: CircleHelp,
    look: 'border-transparent bg-bad-solid text-on-solid',
    word: 'Not known',
  },
};

/** What became of a signed action, step by step, in the order it must happen. */
export function FollowList({ steps }: { steps: FollowStep[] }) {
  return (
    <ol aria-label="What became of it" className="flex flex-col">
      {steps.map((step, index) => (
        <Step key={step.key} step={step} isLast={index === steps.length - 1} />
      ))}
    </ol>
  );
}

function Step({ step, isLast }: { step: FollowStep; isLast: boolean }) {
  const { icon: Icon, look, word } = faces[step.state];
  return (
    <li className="flex gap-3" aria-current={step.state === 'now' ? 'step' : undefined}>
      <span className="flex flex-col items-center">
        <span
          className={clsx(
            'flex size-6 shrink-0 items-center justify-center rounded-full border',
            look,
          )}
        >
          <Icon
            aria-hidden
            size={13}
            strokeWidth={2.5}
            className={clsx(step.state === 'now' && 'animate-spin motion-reduce:animate-none')}
          />
          <span className="sr-only">{word}:</span>
        </span>
        {!isLast && <span aria-hidden className="w-px flex-1 bg-line-strong" />}
      </span>
      <div className={clsx('min-w-0 flex-1 text-sm', !isLast && 'pb-3')}>
        <p className="flex items-baseline justify-between gap-3 leading-6">
          <span
            className={clsx(
              'min-w-0 break-words',
              step.state === 'ahead' ? 'text-faint' : 'font-medium text-ink',
            )}
          >
            <VisibleText text={step.word} />
          </span>
          {step.until ? (
            <Countdown
              expiresAt={step.until}
              label="Time for the executor to pick it up"
              over="Time is up"
              bare
              className="shrink-0 text-xs"
            />
          ) : (
            step.at && <RelativeTime at={step.at} className="shrink-0 text-xs text-muted" />
          )}
        </p>
        {step.quote && (
          <p className="[overflow-wrap:anywhere] whitespace-pre-wrap text-muted">
            <VisibleText text={step.quote} />
          </p>
        )}
      </div>
    </li>
  );
}
