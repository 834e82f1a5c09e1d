import { setTimeout as delay } from 'node:timers/promises';
import { signIn } from '../support/api';
import { rollback } from '../support/investigation';
import { evidence, hypothesis } from '../support/investigation-events';
import { asMachine, asPerson, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { quantile, round } from './quantile';

/** Rounds that come before those that count: code compiled, statements prepared, pool filled. */
const WARM_UP = 25;
/** Proposals of one investigation, so that its stream stays as long as a real one's. */
const A_RUN = 25;

interface Grant {
  token: string;
  actionId: string;
  digest: string;
}

async function signInApprover({ url, users }: BenchContext): Promise<Call> {
  const user = users.find(({ roles }) => roles.includes('approver'));
  if (!user) throw new Error('The demo has no approver.');
  return asPerson(url, await signIn(url, user.email, user.password));
}

/** A run past both stop points, which may propose. */
async function reachProposing(commander: Call, agent: Call): Promise<string> {
  const { investigationId } = await beginRun(commander, agent, 'Grants');
  const path = `/investigations/${investigationId}`;
  await agent('POST', `${path}/events`, { events: [evidence('e1'), hypothesis('h1')] });
  for (const stage of ['evidence', 'commitment'] as const) {
    const named = stage === 'commitment' ? { hypothesisId: 'h1' } : {};
    const asked = await agent('POST', `${path}/checkpoints`, { stage, summary: 'Ready', ...named });
    await commander('POST', `/checkpoints/${String(asked.id)}/decision`, { decision: 'release' });
  }
  return investigationId;
}

interface Round {
  /** From asking until the decision was answered. */
  answeredMs: number;
  /** From the answer, which comes after the commit, until the executor held the grant. */
  visibleMs: number;
  /** From the answer until the redemption was answered. */
  redeemedMs: number;
  /** From just before asking until the redemption was answered. */
  wholeMs: number;
}

/** Nobody signs before they are told: waits until the server has told those who may. */
async function untilTold(approver: Call, actionId: string): Promise<void> {
  for (let looks = 0; looks < 200; looks++) {
    const { items } = (await approver('GET', `/notices?actionId=${actionId}`)) as unknown as {
      items: unknown[];
    };
    if (items.length > 0) return;
    await delay(25);
  }
  throw new Error(`Nobody was told of ${actionId}.`);
}

/** Waits for a grant of this action and redeems it; tells when each was answered. */
async function executeOnce(executor: Call, isIt: (grant: Grant) => boolean) {
  for (;;) {
    const { items } = (await executor('GET', '/grants?wait=30')) as unknown as { items: Grant[] };
    const heldAt = performance.now();
    const grant = items.find(isIt);
    if (!grant) continue;
    const { token, digest } = grant;
    const { executionId } = await executor('POST', '/grants/redeem', { token, digest });
    return { heldAt, redeemedAt: performance.now(), executionId: String(executionId) };
  }
}

async function signOnce(
  { approver, agent, executor }: { approver: Call; agent: Call; executor: Call },
  investigationId: string,
  resource: string,
): Promise<Round> {
  let actionId = '';
  // Open before there is anything to hand out, as an executor's wait is.
  const executing = executeOnce(executor, (grant) => grant.actionId === actionId);
  const target = { service: 'checkout', environment: 'production', resource };
  const path = `/investigations/${investigationId}/actions`;
  const action = await agent('POST', path, rollback({ target }));
  actionId = String(action.id);
  const { version, digest } = action;
  await untilTold(approver, actionId);
  const askedAt = performance.now();
  await approver('POST', `/actions/${actionId}/decisions`, {
    decision: 'approve',
    version,
    digest,
  });
  const answeredAt = performance.now();
  const { heldAt, redeemedAt, executionId } = await executing;
  const at = new Date().toISOString();
  const events = [{ id: 'end', kind: 'succeeded', at }];
  await executor('POST', `/executions/${executionId}/events`, { events });
  return {
    answeredMs: answeredAt - askedAt,
    // The waiting executor may be told before whoever signed.
    visibleMs: Math.max(0, heldAt - answeredAt),
    redeemedMs: redeemedAt - answeredAt,
    wholeMs: redeemedAt - askedAt,
  };
}

/**
 * How long a signed change takes to be in its executor's hands: one after the other, each with the
 * executor waiting over HTTP for what the signature mints, and redeeming it at once.
 */
export async function measureGrants(context: BenchContext, commander: Call) {
  const { url, agent, executor } = context;
  const callers = {
    approver: await signInApprover(context),
    agent: asMachine(url, agent.key),
    executor: asMachine(url, executor.key),
  };
  const rounds: Round[] = [];
  let investigationId = '';
  for (let i = 0; i < WARM_UP + sizesOf(context).grants; i++) {
    if (i % A_RUN === 0) investigationId = await reachProposing(commander, callers.agent);
    const once = await signOnce(callers, investigationId, `bench-${i}`);
    if (i >= WARM_UP) rounds.push(once);
  }
  const of = (name: keyof Round) => {
    const all = rounds.map((each) => each[name]);
    const at = (p: number) => round(quantile(all, p), 1);
    return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  };
  return {
    rounds: rounds.length,
    answered: of('answeredMs'),
    visible: of('visibleMs'),
    redeemed: of('redeemedMs'),
    whole: of('wholeMs'),
  };
}
