import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { ClockProvider } from '@/components/time/clock';
import { can, servicesWhere } from '@/lib/access/permissions';
import { coSigningRolesOf } from '@/lib/actions/server/signing-roles';
import { listFreezes } from '@/lib/freeze/server/list-freezes';
import { databaseNow } from '@/lib/log/clock';
import { pageContext } from './page-context';

const DECIDING = ['action.decide', 'action.settle', 'checkpoint.decide'] as const;

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const { id, name, email, roles } = ctx.actor;
  const [active, now, signers] = await Promise.all([
    listFreezes(ctx, { state: 'active', limit: 200 }),
    // A page counts down by the clock that rules: this process's own may be minutes off.
    databaseNow(),
    coSigningRolesOf(ctx.actor),
  ]);
  return (
    <ClockProvider renderedAt={now.getTime()}>
      <ConsoleShell
        user={{ name, email, roles }}
        decides={DECIDING.some((permission) => can(ctx.actor, permission, { signers }).allowed)}
        freezes={{
          initial: active.items,
          personId: id,
          freezable: servicesWhere(ctx.actor, 'freeze.set'),
        }}
      >
        {children}
      </ConsoleShell>
    </ClockProvider>
  );
}
