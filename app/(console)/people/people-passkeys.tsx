import { ReadinessPanel } from '@/components/passkey/readiness-panel';
import { RecoveryPanel } from '@/components/passkey/recovery-panel';
import type { Ctx } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { readReadiness } from '@/lib/actions/server/read-readiness';
import { listRecoveries } from '@/lib/passkeys/server/list-recoveries';
import { listPeople } from '@/lib/people/server/list-people';

/** Who lacks a passkey, and the way back for whoever lost theirs, for those to whom each is open. */
export async function PeoplePasskeys({ ctx }: { ctx: Ctx }) {
  const recovers = can(ctx.actor, 'passkey.recover');
  const [readiness, recoveries, people] = await Promise.all([
    can(ctx.actor, 'passkey.readiness').allowed ? readReadiness(ctx) : undefined,
    can(ctx.actor, 'passkey.recovery.read').allowed
      ? listRecoveries(ctx, { limit: 20 })
      : undefined,
    recovers.allowed ? listPeople(ctx, { limit: 200 }) : undefined,
  ]);
  const joined = people?.items.filter(({ status }) => status === 'active') ?? [];
  return (
    <div className="grid items-start gap-5 empty:hidden lg:grid-cols-2">
      {readiness && <ReadinessPanel initial={readiness} />}
      {recoveries && (
        <RecoveryPanel
          initial={recoveries}
          personId={ctx.actor.id}
          people={joined.map(({ id, name, email }) => ({ id, name, email }))}
          refusal={recovers.allowed ? undefined : recovers.reason}
        />
      )}
    </div>
  );
}
