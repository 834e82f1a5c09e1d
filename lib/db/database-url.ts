/** The same server and login, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** The same server and database, another login. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  changed.searchParams.delete('options');
  return changed.href;
}

/** The same login acting as a role it is a member of, from the first statement on. */
export function actingAs(url: string, role: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', `-c role=${role}`);
  return changed.href;
}

/** The address without its password, for messages. */
export function withoutPassword(url: string): string {
  const changed = new URL(url);
  changed.password = '';
  changed.search = '';
  return changed.href;
}
