import { count, items, known, notStated } from '@/lib/drift/components/component';
import type { DriftFacts } from '@/lib/drift/facts';
import { leaderOf, leadsSince } from '@/lib/drift/leader';
import type { DriftComponent } from '@/lib/drift/schema';

/** One look in five that could have spoken against the claim is as much as is asked for. */
const TESTED_SHARE = 0.2;
/** After this many looks without one the component stands at a half. */
const HALF = 5;

/**
 * Whether anything contrary was sought since the claim leads. Of the n items recorded since, t are
 * linked against it or in support of another claim: `(1 − min(1, t / (0.2 · n))) · n / (n + 5)`.
 * It rises with n while nothing tests the claim and falls with every test. Null without a leader,
 * when nothing was recorded since it leads, and once people have settled on it: what is looked at
 * then is the fix.
 */
export function oneSidedness({ claims, evidence }: DriftFacts): DriftComponent {
  const leader = leaderOf(claims);
  if (!leader) return notStated('one-sidedness', 'no claim stands');
  if (leader.status === 'committed') {
    return notStated('one-sidedness', 'people have settled on the claim');
  }
  const since = leadsSince(leader, claims);
  const looks = evidence.filter(({ seq }) => seq > since);
  if (looks.length === 0) {
    return notStated('one-sidedness', 'nothing was recorded since this claim leads');
  }
  const testing = new Set(
    claims.flatMap((claim) =>
      claim.links
        .filter(({ relation }) => (claim === leader) === (relation === 'contradicts'))
        .map(({ evidenceId }) => evidenceId),
    ),
  );
  const tests = looks.filter(({ id }) => testing.has(id));
  const n = looks.length;
  const untested = 1 - Math.min(1, tests.length / (TESTED_SHARE * n));
  const ofThem = `Of ${count(n, 'item')} recorded since this claim leads,`;
  const sentence =
    tests.length === 0
      ? `${ofThem} none speaks against it or for another claim.`
      : `${ofThem} ${tests.length} ${tests.length === 1 ? 'speaks' : 'speak'} against it or for another claim.`;
  const moved = untested > 0 ? looks.filter((item) => !tests.includes(item)) : tests;
  return known(
    'one-sidedness',
    untested * (n / (n + HALF)),
    sentence,
    items(moved.map(({ id }) => id)),
  );
}
