'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { typedMoment } from './playback';

export interface MomentFieldProps {
  /** What the field is for. */
  label?: string | undefined;
  /** An instant on whose day a bare time is taken to be. */
  near: string;
  lastSeq: number;
  onMoment: (moment: string) => void;
}

/** Goes to a moment that is typed: a time in UTC, or the number of an event. */
export function MomentField({
  label = 'Go to a time (UTC) or an event',
  near,
  lastSeq,
  onMoment,
}: MomentFieldProps) {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const hintId = useId();
  return (
    <form
      className="flex items-center gap-1.5 max-sm:flex-wrap"
      onSubmit={(event) => {
        event.preventDefault();
        const moment = typedMoment(text, near);
        setWrong(moment === undefined);
        if (moment !== undefined) onMoment(moment);
      }}
    >
      <span className="w-36 shrink-0">
        <Input
          value={text}
          aria-label={label}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? hintId : undefined}
          placeholder="14:02:11 or #120"
          onChange={(event) => setText(event.target.value)}
        />
      </span>
      <Button size="sm" type="submit">
        Go
      </Button>
      {isWrong && (
        <span id={hintId} role="alert" className="text-xs text-bad">
          A time in UTC, as 14:02:11 or 2026-05-04 14:02, or an event from 1 to{' '}
          {lastSeq.toLocaleString('en')}.
        </span>
      )}
    </form>
  );
}
