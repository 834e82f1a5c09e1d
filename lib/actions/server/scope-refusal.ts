import 'server-only';
import type { AgentActor, Ctx } from '@/lib/access/actor';
import { uncovered } from '@/lib/access/scope';
import type { ProposeActionInput } from '@/lib/actions/schema';
import { OutOfScope } from '@/lib/errors';
import { keepingRefusals } from '@/lib/investigations/server/refused-writes';
import { recordViolations } from '@/lib/investigations/server/violations';
import { digestOf } from '@/lib/log/canonical';

const PATHS = new Map([
  ['verb', 'kind'],
  ['service', 'target.service'],
  ['environment', 'target.environment'],
]);

/** A proposal beyond its agent's scope: refused, and what was tried is put on record. */
export class ProposalOutOfScope extends OutOfScope {
  constructor(
    readonly investigationId: string,
    readonly attempt: { event: string; kind: string; axis: string; value: string },
    detail: string,
  ) {
    const { axis, value } = attempt;
    super(detail, [
      { path: PATHS.get(axis) ?? axis, message: `the scope does not cover ${axis} '${value}'` },
    ]);
  }
}

/** @throws ProposalOutOfScope */
export function demandInScope(
  actor: AgentActor,
  input: ProposeActionInput,
  investigationId: string,
): void {
  const { service, environment } = input.target;
  const asked = { verb: `propose:${input.kind}`, service, environment };
  const [axis] = uncovered(actor.scope, asked);
  if (!axis) return;
  const value = Reflect.get(asked, axis) ?? '';
  // The same proposal tried again marks no second time.
  const event = `proposal-${digestOf(input).slice(0, 32)}`;
  throw new ProposalOutOfScope(
    investigationId,
    { event, kind: 'action.proposed', axis, value: String(value) },
    `The scope of ${actor.name} does not cover ${asked.verb} on ${service} in ${environment}. Nothing was proposed.`,
  );
}

/**
 * Runs a verb; a proposal out of scope, or to an investigation that people hold, is recorded by
 * itself before it is refused.
 */
export async function markingViolations<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await keepingRefusals(ctx, () => ['action.proposed'], work);
  } catch (error) {
    if (error instanceof ProposalOutOfScope) {
      await recordViolations(ctx, error.investigationId, [error.attempt]);
    }
    throw error;
  }
}
