import type { ClaimFact } from '@/lib/drift/facts';

type Ranked = Pick<ClaimFact, 'status' | 'confidence' | 'seq'>;

/** The committed claim, then the surest; an estimate that is not stated comes last. */
export const bySureness = (a: Ranked, b: Ranked): number =>
  Number(b.status === 'committed') - Number(a.status === 'committed') ||
  (b.confidence ?? -1) - (a.confidence ?? -1) ||
  a.seq - b.seq;

/** The claim that leads: the committed one, else the surest that is not refuted. */
export const leaderOf = <Claim extends Ranked>(claims: readonly Claim[]): Claim | undefined =>
  claims.filter(({ status }) => status !== 'refuted').toSorted(bySureness)[0];

/**
 * The seq since which a claim has been ahead of all others without a break, as far back as the
 * revisions reach. A tie goes to whoever led before.
 */
export function leadsSince(leader: ClaimFact, claims: readonly ClaimFact[]): number {
  const standing = claims.filter(({ status }) => status !== 'refuted');
  const revisions = standing
    .flatMap(({ id, history }) => history.map((revision) => ({ ...revision, id })))
    .toSorted((a, b) => a.seq - b.seq);
  const now = new Map<string, number>();
  let ahead: { id: string; seq: number } | undefined;
  for (const { id, seq, confidence } of revisions) {
    now.set(id, confidence ?? -1);
    const best = Math.max(...now.values());
    if (ahead && now.get(ahead.id) === best) continue;
    const first = standing.find((claim) => now.get(claim.id) === best);
    ahead = { id: first?.id ?? id, seq };
  }
  return ahead?.id === leader.id ? ahead.seq : (leader.history.at(-1)?.seq ?? leader.seq);
}
