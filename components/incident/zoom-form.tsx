'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { utcFull } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import type { Span, TimeWindow } from './strip-window';
import { type TypedProblem, typedWindow } from './typed-window';

export interface ZoomFormProps {
  /** All there is to be shown of the run. */
  whole: Span;
  /** What is shown of it now. */
  shown: Span;
  /** Whether it goes on, so that an end may be left open. */
  isGoing: boolean;
  onZoom: (window: TimeWindow) => void;
  onClose: () => void;
}

/** As it is typed: without the zone that the label says. */
const typed = (ms: number): string => utcFull(ms).replace(' UTC', '');

/** Zooms without a drag: from when, and to when. */
export default function ZoomForm({ whole, shown, isGoing, onZoom, onClose }: ZoomFormProps) {
  const [from, setFrom] = useState(() => typed(shown.fromMs));
  const [to, setTo] = useState(() =>
    isGoing && shown.toMs >= whole.toMs ? '' : typed(shown.toMs),
  );
  const [problem, setProblem] = useState<TypedProblem>();
  const first = useRef<HTMLInputElement>(null);
  // It was asked for by a press or a key, and stands after what was pressed.
  useEffect(() => first.current?.focus(), []);
  const closeByKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <form
      aria-label="Zoom into a stretch"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 border-t border-line pt-2 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        const window = typedWindow(from, to, whole);
        if ('field' in window) {
          setProblem(window);
          return;
        }
        onZoom(window);
      }}
    >
      <Field
        label="From (UTC)"
        className="w-52 max-sm:w-full"
        error={problem?.field === 'from' ? problem.text : undefined}
      >
        {(control) => (
          <Input
            {...control}
            ref={first}
            value={from}
            onKeyDown={closeByKey}
            autoComplete="off"
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="To (UTC)"
        className="w-52 max-sm:w-full"
        error={problem?.field === 'to' ? problem.text : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={to}
            onKeyDown={closeByKey}
            autoComplete="off"
            placeholder={isGoing ? 'Follows the newest' : 'To the end'}
            onChange={(event) => setTo(event.target.value)}
          />
        )}
      </Field>
      <span className="flex gap-2 sm:mt-[1.625rem]">
        <Button size="md" type="submit" variant="primary">
          Zoom
        </Button>
        <Button size="md" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
