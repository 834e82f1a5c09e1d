import { known, notStated } from '@/lib/drift/components/component';
import { type DriftFacts, WINDOW } from '@/lib/drift/facts';
import { leaderOf } from '@/lib/drift/leader';
import type { DriftComponent, Moved } from '@/lib/drift/schema';

/** A rise of this much in all is the least that is worth a share of. */
const LEAST_RISE = 0.25;

/**
 * Share of the rise in the leading claim's estimate that came without new evidence. A revision
 * upward counts as such where no item was recorded since the claim's revision before it:
 * `unfounded / max(all rises, 0.25)`. Revisions from before the window are passed over. Null without a leader, or with fewer than two stated estimates.
 */
export function lockIn({ claims, evidence }: DriftFacts): DriftComponent {
  const leader = leaderOf(claims);
  if (!leader) return notStated('lock-in', 'no claim stands');
  const stated = leader.history.filter(({ confidence }) => confidence !== null);
  if (stated.length < 2) return notStated('lock-in', 'fewer than two estimates of the claim');
  // Further back than a full window it is no longer known what a revision rested on.
  const reach = evidence.length >= WINDOW ? (evidence[0]?.seq ?? 0) : 0;
  let all = 0;
  let unfounded = 0;
  const moved: Moved[] = [];
  for (const [i, revision] of stated.entries()) {
    const before = stated[i - 1];
    const rise = before ? (revision.confidence ?? 0) - (before.confidence ?? 0) : 0;
    if (!before || rise <= 0) continue;
    const isFounded = evidence.some(({ seq }) => seq > before.seq && seq < revision.seq);
    if (!isFounded && before.seq < reach) continue;
    all += rise;
    if (isFounded) continue;
    unfounded += rise;
    moved.push({ kind: 'event', seq: revision.seq });
  }
  const points = Math.round(unfounded * 100);
  const sentence =
    unfounded > 0
      ? `The estimate rose by ${points} points without new evidence, of ${Math.round(all * 100)} in all.`
      : 'Every rise of the estimate came with new evidence.';
  return known('lock-in', unfounded / Math.max(all, LEAST_RISE), sentence, moved);
}
