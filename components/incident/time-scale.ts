/** A stretch of the run as the strip draws it; of a gap, nothing happened in it and it is drawn short. */
export interface Stretch {
  fromMs: number;
  toMs: number;
  /** Shares of the strip's width, 0 to 1. */
  from: number;
  to: number;
  isGap: boolean;
}

export interface TimeScale {
  /** What is drawn from end to end, in ms since 1970. */
  fromMs: number;
  toMs: number;
  stretches: Stretch[];
  /** Where an instant stands, 0 to 1; what lies outside stands at the nearer end. */
  shareOf(ms: number): number;
  /** The inverse. */
  instantOf(share: number): number;
}

/** A pause is a gap from this long on, in ms, and while it would take this much of what is drawn. */
const SHORTEST_GAP_MS = 60_000;
const GAP_FROM = 0.12;
/** Nor is one that is as long as pauses are in this run: so many times the middle one at least. */
const GAP_OF_MIDDLE = 4;
/** What a gap takes of the strip, and how many there are at most. */
const GAP_SHARE = 0.035;
const MOST_GAPS = 8;

interface Pause {
  fromMs: number;
  toMs: number;
}

/** The pauses to be drawn short: the longest first, for as long as one outweighs what else is drawn. */
function gapsIn(instants: readonly number[], fromMs: number, toMs: number): Pause[] {
  const inside = instants.filter((ms) => ms > fromMs && ms < toMs).toSorted((a, b) => a - b);
  const edges = [fromMs, ...inside, toMs];
  const pauses = edges
    .slice(1)
    .map((ms, place): Pause => ({ fromMs: edges[place] ?? fromMs, toMs: ms }))
    .filter((pause) => pause.toMs > pause.fromMs)
    .toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
  const middle = pauses[Math.floor(pauses.length / 2)];
  const leastMs = middle && pauses.length > 1 ? GAP_OF_MIDDLE * (middle.toMs - middle.fromMs) : 0;
  const gaps: Pause[] = [];
  let drawnMs = toMs - fromMs;
  for (const pause of pauses.slice(0, MOST_GAPS)) {
    const lengthMs = pause.toMs - pause.fromMs;
    if (lengthMs < Math.max(SHORTEST_GAP_MS, leastMs) || lengthMs < GAP_FROM * drawnMs) break;
    // What is all pause is drawn as it is.
    if (drawnMs - lengthMs < 1000) break;
    gaps.push(pause);
    drawnMs -= lengthMs;
  }
  return gaps.toSorted((a, b) => a.fromMs - b.fromMs);
}

/**
 * Lays a run on a strip: long pauses between its instants are collapsed to a sliver each, and the rest
 * is to scale. Pure; `instants` in ms since 1970, in any order.
 */
export function timeScale(instants: readonly number[], fromMs: number, toMs: number): TimeScale {
  const endMs = Math.max(toMs, fromMs + 1);
  const gaps = gapsIn(instants, fromMs, endMs);
  const idleMs = gaps.reduce((sum, gap) => sum + gap.toMs - gap.fromMs, 0);
  const perMs = (1 - gaps.length * GAP_SHARE) / (endMs - fromMs - idleMs);
  const stretches: Stretch[] = [];
  const add = (untilMs: number, isGap: boolean) => {
    const last = stretches.at(-1);
    const [startMs, from] = [last?.toMs ?? fromMs, last?.to ?? 0];
    if (untilMs <= startMs) return;
    const to = from + (isGap ? GAP_SHARE : (untilMs - startMs) * perMs);
    stretches.push({ fromMs: startMs, toMs: untilMs, from, to: Math.min(1, to), isGap });
  };
  for (const gap of gaps) {
    add(gap.fromMs, false);
    add(gap.toMs, true);
  }
  add(endMs, false);
  const last = stretches.at(-1);
  if (last) last.to = 1;
  return {
    fromMs,
    toMs: endMs,
    stretches,
    shareOf(ms) {
      const found = stretches.find((each) => ms <= each.toMs) ?? stretches.at(-1);
      if (!found) return 0;
      const within = (ms - found.fromMs) / (found.toMs - found.fromMs);
      return found.from + Math.min(1, Math.max(0, within)) * (found.to - found.from);
    },
    instantOf(share) {
      const found = stretches.find((each) => share <= each.to) ?? stretches.at(-1);
      if (!found) return fromMs;
      const within = (share - found.from) / (found.to - found.from);
      return Math.round(
        found.fromMs + Math.min(1, Math.max(0, within)) * (found.toMs - found.fromMs),
      );
    },
  };
}
