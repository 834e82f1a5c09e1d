import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';
import type { TimeScale } from './time-scale';

export interface StripLane {
  id: string;
  label: string;
  bars: { from: number; to: number; /** 0 to 1, of the busiest. */ weight: number }[];
}

/** Lanes drawn by themselves; whoever comes after shares the last. */
const MOST = 4;
/** A bar no narrower than this share of the strip is still seen. */
const NARROWEST = 0.002;

const OTHERS = 'others';

/** Who did something when, a lane each: the run's agent, its sub-agents, and people. Pure. */
export function stripLanes(
  items: Activity['items'],
  agents: readonly Pick<LaneAgent, 'id' | 'label'>[],
  scale: TimeScale,
): StripLane[] {
  const labels = new Map(agents.map(({ id, label }) => [id, label]));
  const kept = agents.slice(0, MOST).map(({ id }) => id);
  const laneOf = (lane: string): string =>
    lane === 'people' || kept.includes(lane) ? lane : OTHERS;
  const told = items.filter(({ lane }) => lane !== 'server');
  const busiest = Math.max(1, ...told.map(({ count }) => count));
  const lanes = new Map<string, StripLane>();
  for (const id of [...kept, OTHERS, 'people']) {
    const label = labels.get(id) ?? (id === 'people' ? 'People' : 'Other agents');
    lanes.set(id, { id, label, bars: [] });
  }
  for (const { lane, count, fromAt, toAt } of told) {
    const from = scale.shareOf(Date.parse(fromAt));
    const to = Math.max(scale.shareOf(Date.parse(toAt)), from + NARROWEST);
    // By its root: a quiet moment beside a busy one is still to be seen.
    const weight = Math.sqrt(count / busiest);
    lanes.get(laneOf(lane))?.bars.push({ from: Math.min(from, 1 - NARROWEST), to, weight });
  }
  return [...lanes.values()].filter(({ bars }) => bars.length > 0);
}
