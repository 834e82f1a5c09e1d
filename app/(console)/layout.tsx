import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { can, servicesWhere } from '@/lib/access/permissions';
import { listFreezes } from '@/lib/freeze/server/list-freezes';
import { pageContext } from './page-context';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const { id, name, email, roles } = ctx.actor;
  const active = await listFreezes(ctx, { state: 'active', limit: 200 });
  return (
    <ConsoleShell
      user={{ name, email, roles }}
      decides={can(ctx.actor, 'action.decide').allowed}
      freezes={{
        initial: active.items,
        personId: id,
        freezable: servicesWhere(ctx.actor, 'freeze.set'),
      }}
    >
      {children}
    </ConsoleShell>
  );
}
