import { inServer } from '@/lib/db/in-server';
import { asMachine, asPerson } from '../support/api';
import type { Contract } from '../support/contract-server';
import type { TestServer } from '../support/server';
import type { Place } from './insist';

/** Processes that serve one database, each at an address of its own that it comes back to. */
export interface Fleet {
  urls: string[];
  /** The process at this address as the bearer of a key sees it. */
  machine(at: number, key: string): Place;
  /** The same for somebody who is signed in. */
  person(at: number, cookie: string): Place;
  /** Ends a process as a crash would; settles once another has taken its place. */
  crash(at: number): Promise<void>;
  /** Ends every connection that the processes hold to the database, as its administrator can. */
  cutDatabase(): Promise<void>;
}

/** The contract's own process and others beside it, `size` in all. */
export async function fleetOf(contract: Contract, size: number): Promise<Fleet> {
  const { server, database, replica } = contract;
  const processes: TestServer[] = [server];
  while (processes.length < size) processes.push(await replica());
  const urls = processes.map(({ url }) => url);
  const coming = new Map<number, Promise<void>>();
  const urlAt = (at: number): string => {
    const url = urls[at];
    if (url === undefined) throw new Error(`There are ${size} processes, and none is ${at}.`);
    return url;
  };
  const restart = async (at: number): Promise<void> => {
    await processes[at]?.kill();
    processes[at] = await replica({ port: Number(new URL(urlAt(at)).port) });
  };
  const isBack = (at: number) => async () => {
    await coming.get(at);
  };
  return {
    urls,
    machine: (at, key) => ({ call: asMachine(urlAt(at), key), isBack: isBack(at) }),
    person: (at, cookie) => ({
      call: asPerson(urlAt(at), cookie, server.url),
      isBack: isBack(at),
    }),
    crash(at) {
      const known = coming.get(at);
      const next = (async () => {
        await known;
        await restart(at);
      })();
      coming.set(at, next);
      return next;
    },
    async cutDatabase() {
      await inServer(database.adminUrl, (admin) =>
        admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = $1 AND pid <> pg_backend_pid() AND application_name = 'countersign'`,
          [database.name],
        ),
      );
    },
  };
}
