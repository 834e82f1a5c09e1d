import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { OutOfScope } from '@/lib/errors';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import type { Violation } from '@/lib/investigations/rules';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** A refusal that leaves a mark: what was tried is recorded where people see it. */
export class ScopeViolated extends OutOfScope {
  constructor(readonly violations: Violation[]) {
    super(
      'The whole request was refused: part of it lies outside the scope of this agent.',
      violations.map(({ event, axis, value }) => ({
        path: event,
        message: `the scope does not cover ${axis} '${value}'`,
      })),
    );
  }
}

/** The id under which a violation is recorded: a retry of the same event marks no second time. */
const markOf = (violation: Violation): string => `violation:${violation.event}`;

/** Records what was tried, in a transaction of its own, for the refused one left nothing. */
export async function recordViolations(
  { idempotency: _refused, ...ctx }: Ctx,
  investigationId: string,
  violations: Violation[],
): Promise<void> {
  const { value: shown } = maskSecrets(violations.map(({ value }) => value));
  await write(ctx, async (tx) => {
    await tx.lock(investigationId);
    const ids = violations.map(markOf);
    const marked = await tx.db.event.findMany({
      where: { stream: investigationId, id: { in: ids } },
      select: { id: true },
    });
    const known = new Set(marked.map(({ id }) => id));
    const drafts = violations.flatMap((violation, i) => {
      const id = markOf(violation);
      if (known.has(id)) return [];
      known.add(id);
      const { kind, event, axis } = violation;
      const detail = `${ctx.actor.name} tried ${kind} outside its scope (${axis}).`;
      const payload = { attempted: kind, event, axis, value: shown[i] ?? '', detail };
      return [{ kind: 'scope.violated', id, payload }];
    });
    await tx.append(investigationId, drafts);
    tx.nudge(INCIDENTS);
  });
}
