import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { seedDemo } from '@/lib/cli/seed-demo';
import { asMachine, asPerson, type Call, caller, signIn } from './api';
import { testDatabase, type TestDatabase } from './database';
import { startServer, type TestServer, type TestServerOptions } from './server';

export interface Contract {
  server: TestServer;
  database: TestDatabase;
  /** Calls as the people and machines that a demo seeds. */
  as: {
    commander: Call;
    approver: Call;
    observer: Call;
    auditor: Call;
    admin: Call;
    agent: Call;
    executor: Call;
    nobody: Call;
  };
  users: { email: string; password: string; roles: string[] }[];
  agent: { id: string; key: string };
  executor: { id: string; key: string };
  /** Another server on the same database. */
  replica(options?: Partial<TestServerOptions>): Promise<TestServer>;
}

/** The app as production runs it, with what a demo seeds, on a database of this file's own. */
export async function contractServer(settings: Record<string, string> = {}): Promise<Contract> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'countersign-contract-'));
  const { users, agents, executor } = await seedDemo(join(home, 'identities.json'));
  const [agent] = agents;
  if (!agent) throw new Error('The demo seeded no agent.');
  const server = await startServer({ databaseUrl: database.url, home, settings });
  const servers = [server];
  afterAll(async () => {
    for (const each of servers) await each.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const person = async (role: string): Promise<Call> => {
    const user = users.find(({ roles }) => roles.includes(role));
    if (!user) throw new Error(`The demo seeded no ${role}.`);
    return asPerson(server.url, await signIn(server.url, user.email, user.password));
  };
  return {
    server,
    database,
    users,
    agent,
    executor,
    as: {
      commander: await person('commander'),
      approver: await person('approver'),
      observer: await person('observer'),
      auditor: await person('auditor'),
      admin: await person('admin'),
      agent: asMachine(server.url, agent.key),
      executor: asMachine(server.url, executor.key),
      nobody: caller(server.url, {}),
    },
    async replica(options = {}) {
      const other = await startServer({
        databaseUrl: database.url,
        home,
        publicUrl: server.url,
        settings,
        ...options,
      });
      servers.push(other);
      return other;
    },
  };
}
