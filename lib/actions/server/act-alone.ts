import 'server-only';
import { whyPeople } from '@/lib/actions/bounded';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import { actionNow } from '@/lib/actions/server/hold-action';
import { grantsTopic } from '@/lib/actions/server/topics';
import type { WeighedAction } from '@/lib/actions/server/weigh-action';
import type { Unfrozen } from '@/lib/freeze/server/unfrozen';
import { mintedGrant } from '@/lib/grants/server/mint-grant';
import { newId } from '@/lib/ids';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { groundOfHypothesis } from '@/lib/investigations/server/ground';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import { policyActor } from '@/lib/policies/actor';
import { sayDeciding } from '@/lib/policies/words';

/**
 * Why people must sign an action as everything stands now; nothing, where the policy may approve it.
 * Call it with the investigation locked.
 */
export async function peopleNeededFor(
  tx: Tx,
  action: Pick<ActionRow, 'id' | 'contents'>,
  investigation: InvestigationRow,
  { risk, catalogue, ruling }: WeighedAction,
): Promise<string[]> {
  // Most actions need people by policy, and nothing more has to be looked up to know it.
  if (ruling.terms.mode !== 'bounded') return ['The policy asks for people.'];
  const { contents } = action;
  const ground = await groundOfHypothesis(tx, investigation, contents.hypothesisId);
  const others = await tx.db.action.findMany({
    where: { investigationId: investigation.id, id: { not: action.id } },
  });
  const earlier = parseRows(actionProjection, others);
  const { terms } = ruling;
  return whyPeople({ terms, contents, risk, catalogue, investigation, ground, earlier });
}

/**
 * Approves a proposal on the policy's word and mints its grant, where the policy may; leaves it to
 * people otherwise. It is a decision on the record, by the version in force.
 */
export async function approveByPolicy(
  tx: Tx,
  actionId: string,
  investigation: InvestigationRow,
  weighed: WeighedAction,
  now: Date,
  unfrozen: Unfrozen,
): Promise<void> {
  const action = await actionNow(tx, actionId);
  const people = await peopleNeededFor(tx, action, investigation, weighed);
  if (people.length > 0) return;
  const { ruling } = weighed;
  const { version, digest } = action;
  const payload = {
    action: actionId,
    version,
    digest,
    decisionId: newId('dec'),
    decision: 'approve',
    state: 'approved',
    reason: sayDeciding('mode', ruling),
    viewDigest: null,
  };
  await tx.append(action.investigationId, [
    { kind: 'action.decided', payload, actor: policyActor(ruling.policy) },
    mintedGrant(action, now, ruling.terms.grantTtlMs, unfrozen),
  ]);
  tx.nudge(grantsTopic(action.executorId));
}
