import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startApp } from '@/lib/cli/app-server';
import { freePort } from '@/lib/db/embedded';
import { signIn } from '../support/api';
import { plantTree } from './agent-tree';
import { asMachine, asPerson, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { openStream, refusedWait, writeUntilRefused } from './open-calls';
import { quantile, round } from './quantile';

/** Processes that serve one database: the one that is there and two beside it. */
const PROCESSES = 3;
/** How long everybody writes before the root is revoked, in milliseconds. */
const BEFORE_MS = 500;

/** Starts the processes beside the first, on its database, and gives the addresses of all. */
async function startOthers({ url, settings, outFile }: BenchContext) {
  const folder = dirname(outFile);
  mkdirSync(folder, { recursive: true });
  const others: { address: string; stop: () => Promise<unknown> }[] = [];
  for (let i = 2; i <= PROCESSES; i++) {
    const port = await freePort();
    const logFile = join(folder, `bench-app-${i}.log`);
    const { stop } = await startApp({ port, settings, logFile, mode: 'start' });
    others.push({ address: `http://localhost:${port}`, stop });
  }
  return {
    urls: [url, ...others.map(({ address }) => address)],
    stop: async () => {
      for (const { stop } of others) await stop();
    },
  };
}

/** The admin as callers know one, and the admin's id. */
async function signInAdmin({ url, users }: BenchContext): Promise<{ admin: Call; id: string }> {
  const user = users.find(({ roles }) => roles.includes('admin'));
  if (!user) throw new Error('The demo has no admin.');
  const admin = asPerson(url, await signIn(url, user.email, user.password));
  return { admin, id: String((await admin('GET', '/people/me')).id) };
}

interface Round {
  /** From asking until the revocation was answered. */
  answeredMs: number;
  /** From the answer, which comes after the commit, until the last one had ended. */
  lastStreamMs: number;
  lastWaitMs: number;
  /** From the answer until the last of the writers had been refused. */
  lastRefusedMs: number;
  /** Sent after the revocation was answered and taken all the same: there must be none. */
  takenAfter: number;
}

async function revokeOnce(urls: string[], admin: Call, commander: Call, ownerId: string) {
  const [url = ''] = urls;
  const members = await plantTree(url, admin, ownerId);
  const [root] = members;
  const run = await beginRun(commander, asMachine(url, root.key), 'Revocation');
  const path = `/api/v1/investigations/${run.investigationId}`;
  const places = urls.flatMap((place) => members.map(({ key }) => ({ place, key })));
  const streams = await Promise.all(
    places.map(({ place, key }) => openStream(`${place}${path}/stream`, key)),
  );
  const waits = Promise.all(
    places.map(({ place, key }) => refusedWait(`${place}${path}/directives?wait=30`, key)),
  );
  const writers = Promise.all(
    members.map((member, i) =>
      writeUntilRefused(`${urls[i % urls.length] ?? url}${path}/events`, member),
    ),
  );
  await new Promise((resolve) => {
    setTimeout(resolve, BEFORE_MS);
  });
  const askedAt = performance.now();
  await commander('POST', `/agents/${root.id}/revoke`, { reason: 'The bench is over.' });
  const answeredAt = performance.now();
  const ends = await Promise.all(streams.map(({ ended }) => ended));
  const waited = await waits;
  const written = (await writers).flat();
  // What has ended before the answer was here ended after the commit all the same.
  const after = (instants: number[]) => Math.max(0, Math.max(...instants) - answeredAt);
  return {
    open: { streams: ends.length, waits: waited.length, writers: members.length },
    round: {
      answeredMs: answeredAt - askedAt,
      lastStreamMs: after(ends),
      lastWaitMs: after(waited),
      lastRefusedMs: after(written.filter((one) => !one.isTaken).map((one) => one.answeredAt)),
      takenAfter: written.filter((one) => one.isTaken && one.sentAt > answeredAt).length,
    } satisfies Round,
  };
}

/**
 * How long a revoked branch goes on: an agent with six descendants, who stream and wait on every
 * process and write all the time, from the answer to whoever revokes until the last stream and wait
 * has ended and the last writer has been refused.
 */
export async function measureRevocation(context: BenchContext, commander: Call) {
  const { admin, id } = await signInAdmin(context);
  const others = await startOthers(context);
  try {
    const rounds: Round[] = [];
    let open = { streams: 0, waits: 0, writers: 0 };
    for (let i = 0; i < sizesOf(context).revocations; i++) {
      const once = await revokeOnce(others.urls, admin, commander, id);
      rounds.push(once.round);
      open = once.open;
    }
    const of = (name: Exclude<keyof Round, 'takenAfter'>) => {
      const all = rounds.map((each) => each[name]);
      return { p50Ms: round(quantile(all, 0.5)), maxMs: round(Math.max(...all)) };
    };
    return {
      processes: PROCESSES,
      ...open,
      rounds: rounds.length,
      answered: of('answeredMs'),
      lastStream: of('lastStreamMs'),
      lastWait: of('lastWaitMs'),
      lastRefused: of('lastRefusedMs'),
      takenAfter: rounds.reduce((sum, each) => sum + each.takenAfter, 0),
    };
  } finally {
    await others.stop();
  }
}
