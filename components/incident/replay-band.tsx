'use client';

import { History, Pause, Play, RotateCcw, StepBack, StepForward } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { utcFull } from '@/components/time/format-time';
import { CompareButton } from '@/components/changes/compare-button';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Spinner } from '@/components/ui/spinner';
import type { ApiProblem } from '@/lib/http/call-api';
import { MomentField } from './moment-field';
import { nextMoment, type Speed, SPEED_WORDS, SPEEDS, standsMs } from './playback';
import { ProblemNotice } from './problem-notice';
import { useRoom, useRoomHands } from './room-context';

const speeds = SPEEDS.map((value) => ({ value, label: SPEED_WORDS[value] }));

/** While the slider moves, the room follows this often, in ms. */
const FOLLOW_MS = 120;

export interface ReplayBandProps {
  isSeeking: boolean;
  /** It cannot be asked for until the connection is back. */
  isOffline: boolean;
  problem: ApiProblem | undefined;
}

/** Says that this is the past, and of when; and moves in it. */
export default function ReplayBand({ isSeeking, isOffline, problem }: ReplayBandProps) {
  const { state, present } = useRoom();
  const { at, goTo, since } = useRoomHands();
  const { asOf } = state;
  const [speed, setSpeed] = useState<Speed>('event');
  const [isPlaying, setPlaying] = useState(false);
  const lastSeq = present?.row.lastSeq ?? 0;
  const following = asOf && nextMoment(asOf, speed);
  const isOver = following === null;
  const isRunning = isPlaying && !isOver;
  useEffect(() => {
    if (!isRunning || isSeeking || !following) return;
    const timer = setTimeout(() => goTo(following), standsMs(speed));
    return () => clearTimeout(timer);
  }, [isRunning, isSeeking, following, speed, goTo]);
  const step = (by: number) => {
    if (!asOf) return;
    setPlaying(false);
    goTo(String(Math.min(lastSeq, Math.max(1, asOf.seq + by))));
  };
  const play = () => {
    setPlaying(!isRunning);
    // At its end there is nothing more to play but all of it again.
    if (isOver) goTo('1');
  };
  const choices = (
    <>
      {since === null && <CompareButton />}
      <Choice
        label="Speed"
        className="self-center"
        value={speed}
        onValueChange={setSpeed}
        options={speeds}
      />
      {asOf && (
        <MomentField
          near={asOf.at}
          lastSeq={lastSeq}
          onMoment={(moment) => {
            setPlaying(false);
            goTo(moment);
          }}
        />
      )}
    </>
  );
  return (
    <>
      <section
        aria-label="Looking back"
        className="sticky top-0 z-30 flex flex-col gap-2 rounded-lg border border-running-line bg-running-tint px-3 py-2 text-sm max-lg:top-12"
      >
        <div className="flex items-center gap-x-3 gap-y-2">
          <p
            className="flex min-w-0 flex-1 items-center gap-2 text-ink"
            role="status"
            // Played, it would be said anew at every step.
            aria-live={isRunning ? 'off' : 'polite'}
          >
            {isSeeking && !isRunning && !isOffline && !problem ? (
              <Spinner size={15} />
            ) : (
              <History aria-hidden size={15} className="shrink-0" />
            )}
            {asOf ? (
              <span className="min-w-0">
                As it was known at{' '}
                <strong className="font-semibold tabular-nums">{utcFull(asOf.at)}</strong>
                {isOffline && (
                  <span className="font-medium text-waiting">
                    {' '}
                    · offline, the next moment waits for the connection
                  </span>
                )}
                <span className="text-muted">
                  {' '}
                  · event {asOf.seq.toLocaleString('en')} of {lastSeq.toLocaleString('en')}
                </span>
              </span>
            ) : isOffline ? (
              <span>You are offline. That moment is shown once the connection is back.</span>
            ) : problem ? (
              <span>That moment cannot be shown. What you see is now.</span>
            ) : (
              <span>Reading the room as it was…</span>
            )}
          </p>
          <Button
            size="sm"
            variant="primary"
            icon={<RotateCcw aria-hidden size={13} />}
            onClick={() => goTo(null)}
          >
            Back to now
          </Button>
        </div>
        <ProblemNotice problem={problem} />
        {asOf && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <div className="flex items-center gap-1">
              <Button
                square
                size="sm"
                aria-label="Event before"
                icon={<StepBack aria-hidden size={14} />}
                onClick={() => step(-1)}
              />
              <Button
                square
                size="sm"
                aria-label={
                  isRunning ? 'Pause the replay' : isOver ? 'Play from the beginning' : 'Play'
                }
                icon={isRunning ? <Pause aria-hidden size={14} /> : <Play aria-hidden size={14} />}
                onClick={play}
              />
              <Button
                square
                size="sm"
                aria-label="Next event"
                icon={<StepForward aria-hidden size={14} />}
                onClick={() => step(1)}
              />
            </div>
            <SeqSlider
              key={present?.row.id}
              seq={asOf.seq}
              lastSeq={lastSeq}
              said={`${utcFull(asOf.at)}, event ${asOf.seq}`}
              onSeq={(seq) => {
                setPlaying(false);
                goTo(String(seq));
              }}
            />
            <div className="flex flex-wrap items-center gap-3 max-lg:hidden">{choices}</div>
            {at !== null && !/^\d+$/.test(at) && (
              <Button size="sm" variant="ghost" onClick={() => goTo(String(asOf.seq))}>
                Link to this event
              </Button>
            )}
          </div>
        )}
      </section>
      {/* On a phone these scroll away, or little of the room would be left. */}
      {asOf && <div className="flex flex-wrap items-center gap-3 lg:hidden">{choices}</div>}
    </>
  );
}

interface SeqSliderProps {
  seq: number;
  lastSeq: number;
  said: string;
  onSeq: (seq: number) => void;
}

/** The platform's own slider over the run's events: drag, arrows, page keys, Home and End. */
function SeqSlider({ seq, lastSeq, said, onSeq }: SeqSliderProps) {
  const [moving, setMoving] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef(seq);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The room has come to where the slider stands.
  if (moving !== undefined && moving === seq) setMoving(undefined);
  return (
    <input
      type="range"
      min={1}
      max={Math.max(1, lastSeq)}
      value={moving ?? seq}
      aria-label="Event of the run"
      aria-valuetext={said}
      className="h-6 min-w-24 flex-1 basis-24 accent-ink pointer-coarse:h-11"
      onChange={(event) => {
        wanted.current = Number(event.target.value);
        setMoving(wanted.current);
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          onSeq(wanted.current);
        }, FOLLOW_MS);
      }}
    />
  );
}
