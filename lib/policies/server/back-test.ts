import 'server-only';
import type { Actor, Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { encodeCursor } from '@/lib/http/page';
import { databaseNow } from '@/lib/log/clock';
import { addRun, compareRun, NOTHING_YET, type PastRun } from '@/lib/policies/back-test';
import { demandSound } from '@/lib/policies/faults';
import type { PolicyDocument } from '@/lib/policies/schema';
import { pastRuns, type Place, reclassifiedAt } from '@/lib/policies/server/past-runs';
import { policyInForce } from '@/lib/policies/server/policy-in-force';
import type { BackTest, BackTestItem } from '@/lib/policies/back-test-schema';

const DAYS = 90;
/** Investigations that one back-test looks at; more would say no more, and take long. */
const MOST_RUNS = 5000;
const RUNS_AT_ONCE = 500;

/** Past runs, newest first, page by page, until there are no more or enough. */
async function* pagesOfRuns(
  since: Date,
  reader: Actor,
  from: Place | undefined,
): AsyncGenerator<PastRun[]> {
  let place = from;
  for (let seen = 0; seen < MOST_RUNS;) {
    const runs = await pastRuns(since, reader, place, RUNS_AT_ONCE);
    yield runs;
    const last = runs.at(-1);
    if (runs.length < RUNS_AT_ONCE || !last) return;
    seen += runs.length;
    place = [last.startedAt, last.id];
  }
}

type Unmarked = Omit<BackTestItem, 'isReclassified'>;

/** Marks what is judged by a class or severity that it did not have when it began. */
async function marked(items: Unmarked[]): Promise<BackTestItem[]> {
  const changedAt = await reclassifiedAt([...new Set(items.map(({ incidentId }) => incidentId))]);
  return items.map((item) => ({
    ...item,
    isReclassified: (changedAt.get(item.incidentId) ?? '') > item.startedAt,
  }));
}

/**
 * What a draft would have changed for the investigations of the last 90 days, beside the version in
 * force. Both are judged by what is known now: the incident's class and severity as they are, each
 * action's catalogue as it was when it was proposed. Nothing is recorded.
 * @throws Forbidden, Invalid
 */
export async function backTestPolicy(
  { actor }: Ctx,
  input: { document: PolicyDocument; limit: number; cursor?: Place | undefined },
): Promise<BackTest> {
  demand(actor, 'policy.read', {}, 'This policy');
  const { document, limit, cursor } = input;
  demandSound(document);
  const { id, version, document: inForce } = await policyInForce();
  const since = new Date((await databaseNow()).getTime() - DAYS * 86_400_000);

  const found: Unmarked[] = [];
  let totals = NOTHING_YET;
  let seen = 0;
  // A first page counts everything; a later one stops as soon as it is full.
  const isDone = cursor ? () => found.length > limit : () => false;
  for await (const runs of pagesOfRuns(since, actor, cursor)) {
    seen += runs.length;
    for (const run of runs) {
      const item = compareRun(run, inForce, document);
      totals = addRun(totals, run, item);
      if (item && found.length <= limit) found.push(item);
    }
    if (isDone()) break;
  }

  const items = await marked(found.slice(0, limit));
  const last = items.at(-1);
  const hasNext = found.length > limit && last !== undefined;
  return {
    totals: cursor ? null : totals,
    since: since.toISOString(),
    isCapped: seen >= MOST_RUNS,
    against: { id, version },
    items,
    nextCursor: hasNext ? encodeCursor([last.startedAt, last.investigationId]) : null,
  };
}
