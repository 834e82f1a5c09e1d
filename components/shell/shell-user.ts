import type { RoleBinding } from '@/lib/access/schema';
import { bindingsOf } from '@/lib/people/rules';
import { listWords } from '@/lib/policies/because-words';

/** Who is signed in, as the frame shows it. */
export interface ShellUser {
  name: string;
  email: string;
  roles: RoleBinding[];
}

const sayWhere = ({ service, environments }: RoleBinding): string => {
  const on = service === '*' ? 'every service' : service;
  return environments ? `${on} in ${listWords(environments, 'and')}` : on;
};

/** "Commander, every service", "Approver: checkout in staging, payments". */
export function sayRoles(roles: readonly RoleBinding[]): string[] {
  const byRole = new Map<string, RoleBinding[]>();
  for (const each of bindingsOf(roles)) {
    byRole.set(each.role, [...(byRole.get(each.role) ?? []), each]);
  }
  return [...byRole].map(([role, bound]) => {
    const title = role.charAt(0).toUpperCase() + role.slice(1);
    const isEverywhere = bound.some((each) => each.service === '*' && !each.environments);
    return isEverywhere ? `${title}, every service` : `${title}: ${bound.map(sayWhere).join(', ')}`;
  });
}
