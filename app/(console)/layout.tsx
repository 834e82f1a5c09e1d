import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { can } from '@/lib/access/permissions';
import { pageContext } from './page-context';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  const { name, email, roles } = actor;
  return (
    <ConsoleShell user={{ name, email, roles }} decides={can(actor, 'action.decide').allowed}>
      {children}
    </ConsoleShell>
  );
}
