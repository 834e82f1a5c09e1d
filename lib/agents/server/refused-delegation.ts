import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { Excess } from '@/lib/access/scope';
import type { DelegateInput } from '@/lib/agents/schema';
import { AGENTS } from '@/lib/agents/server/topics';
import { DomainError } from '@/lib/errors';
import { digestOf } from '@/lib/log/canonical';
import { write } from '@/lib/log/write';

/** A refusal that leaves a mark: who asked for more than it has is somebody to look at. */
export class DelegationRefused extends DomainError {
  constructor(
    slug: 'scope-exceeds-parent' | 'out-of-scope',
    parent: string,
    readonly asked: DelegateInput,
    readonly exceeds: Excess[],
  ) {
    const axes = exceeds.map(({ axis }) => axis).join(', ');
    const detail =
      slug === 'out-of-scope'
        ? `The scope of ${parent} does not let it delegate. Nobody was made.`
        : `This asks for more than ${parent} can hand on (${axes}). Nobody was made.`;
    super(
      slug,
      403,
      detail,
      exceeds.map(({ axis, names }) => ({
        path: slug === 'out-of-scope' ? 'verb' : `scope.${axis}`,
        message: `${parent} cannot hand on ${names.map((name) => `'${name}'`).join(', ')}`,
      })),
    );
  }
}

/** Records what was asked for, in a transaction of its own, for the refused one left nothing. */
export async function recordRefusal(
  { idempotency: _refused, ...ctx }: Ctx,
  agentId: string,
  { asked, exceeds, message }: DelegationRefused,
): Promise<void> {
  // The same demand made again marks no second time.
  const id = `refused-${digestOf(asked).slice(0, 32)}`;
  await write(ctx, async (tx) => {
    await tx.lock(agentId);
    if ((await tx.db.event.count({ where: { stream: agentId, id } })) > 0) return;
    const payload = { name: asked.name, exceeds, detail: message };
    await tx.append(agentId, [{ kind: 'delegation.refused', id, payload }]);
    tx.nudge(AGENTS);
  });
}
