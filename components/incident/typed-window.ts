import { typedMoment } from './playback';
import type { Span, TimeWindow } from './strip-window';

const WRONG = 'A time in UTC, as 14:02:11 or 2026-05-04 14:02.';
const DAY_MS = 86_400_000;

/** A time as somebody types it, on the day of `nearMs` where none is said; a number of an event is none. */
function typedMs(text: string, nearMs: number): number | undefined {
  const moment = typedMoment(text, new Date(nearMs).toISOString());
  return moment === undefined || /^\d+$/.test(moment) ? undefined : Date.parse(moment);
}

export interface TypedProblem {
  field: 'from' | 'to';
  text: string;
}

/** Two times as they are typed; an end that is left empty is that of the run. Bare times may pass midnight. */
export function typedWindow(from: string, to: string, whole: Span): TimeWindow | TypedProblem {
  const fromMs = from.trim() === '' ? whole.fromMs : typedMs(from, whole.fromMs);
  if (fromMs === undefined) return { field: 'from', text: WRONG };
  if (fromMs >= whole.toMs) return { field: 'from', text: 'That is after the end of the run.' };
  if (to.trim() === '') return { fromMs, toMs: null };
  const typed = typedMs(to, fromMs);
  if (typed === undefined) return { field: 'to', text: WRONG };
  const isBare = !/\d{4}-/.test(to);
  const toMs = typed <= fromMs && isBare ? typed + DAY_MS : typed;
  if (toMs <= fromMs) return { field: 'to', text: 'That is before it begins.' };
  if (toMs <= whole.fromMs) return { field: 'to', text: 'That is before the run began.' };
  return { fromMs, toMs };
}
