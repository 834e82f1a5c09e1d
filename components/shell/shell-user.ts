/** Who is signed in, as the frame shows it. */
export interface ShellUser {
  name: string;
  email: string;
  roles: { role: string; service: string }[];
}

/** "Commander, every service", "Approver: checkout, payments". */
export function sayRoles(roles: ShellUser['roles']): string[] {
  const services = new Map<string, string[]>();
  for (const { role, service } of roles)
    services.set(role, [...(services.get(role) ?? []), service]);
  return [...services].map(([role, on]) => {
    const title = role.charAt(0).toUpperCase() + role.slice(1);
    return on.includes('*') ? `${title}, every service` : `${title}: ${on.join(', ')}`;
  });
}
