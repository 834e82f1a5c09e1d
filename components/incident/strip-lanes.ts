import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';
import type { TimeScale } from './time-scale';

export interface StripLane {
  id: string;
  label: string;
  /** Events in the whole run, and from when to when; of what is drawn, the bars. */
  count: number;
  fromAt: string;
  toAt: string;
  bars: { from: number; to: number; /** 0 to 1, of the busiest. */ weight: number }[];
}

/** So many agents have a lane each until all are asked for; whoever comes after shares the last. */
export const FEW_LANES = 5;
/** A bar no narrower than this share of the strip is still seen. */
const NARROWEST = 0.002;

const OTHERS = 'others';

type Agents = readonly Pick<LaneAgent, 'id' | 'label'>[];
type Item = Activity['items'][number];

/** The agents with a lane of their own: one alone would not be worth the lane of the others. */
const keptOf = (agents: Agents, most: number): Agents =>
  agents.length <= most + 1 ? agents : agents.slice(0, most);

function barOf(item: Item, busiest: number, scale: TimeScale): StripLane['bars'] {
  const [fromMs, toMs] = [Date.parse(item.fromAt), Date.parse(item.toAt)];
  if (toMs < scale.fromMs || fromMs > scale.toMs) return [];
  const from = Math.min(scale.shareOf(fromMs), 1 - NARROWEST);
  const to = Math.max(scale.shareOf(toMs), from + NARROWEST);
  // By its root: a quiet moment beside a busy one is still to be seen.
  return [{ from, to, weight: Math.sqrt(item.count / busiest) }];
}

/**
 * Who did something when, a lane each: the run's agent, its sub-agents, and people. A lane stays where
 * nothing of it falls into what is drawn, so that none moves as one looks closer. Pure.
 */
export function stripLanes(
  items: Activity['items'],
  agents: Agents,
  scale: TimeScale,
  most = FEW_LANES,
): StripLane[] {
  const kept = keptOf(agents, most);
  const rest = agents.length - kept.length;
  const names = new Map([
    ...kept.map(({ id, label }) => [id, label] as const),
    [OTHERS, rest > 1 ? `${rest} others` : 'Other agents'],
    ['people', 'People'],
  ]);
  const told = items.filter(({ lane }) => lane !== 'server');
  const busiest = Math.max(1, ...told.map(({ count }) => count));
  const lanes = new Map<string, StripLane>();
  for (const [id, label] of names) {
    lanes.set(id, { id, label, count: 0, fromAt: '', toAt: '', bars: [] });
  }
  for (const item of told) {
    const lane = lanes.get(item.lane) ?? lanes.get(OTHERS);
    if (!lane) continue;
    lane.fromAt = lane.count === 0 || item.fromAt < lane.fromAt ? item.fromAt : lane.fromAt;
    lane.toAt = item.toAt > lane.toAt ? item.toAt : lane.toAt;
    lane.count += item.count;
    lane.bars.push(...barOf(item, busiest, scale));
  }
  return [...lanes.values()].filter(({ count }) => count > 0);
}
