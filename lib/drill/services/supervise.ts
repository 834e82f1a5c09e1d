import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';
import { currentDeployment } from '../deployer/record';
import { startChild, stopChild } from '../processes';
import type { Endpoint, Refusal } from '../site/endpoints';
import { SERVICES, writeWhole, type ServiceName, type Site } from '../site/layout';

const POLL_MS = 150;
/** Generous: a busy machine may take many seconds to start a process. */
const START_MS = 40_000;
const BACKOFF_MS = 3000;

const readySchema = z.object({ port: z.number().int() });

interface Instance {
  release: string;
  child: ChildProcess;
}

/** Resolves with the port once the instance listens; rejects when it ends or takes too long. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('did not listen in time')), START_MS);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      act();
    };
    child.once('message', (message) => {
      const ready = readySchema.safeParse(message);
      settle(() =>
        ready.success ? resolve(ready.data.port) : reject(new Error('said something else')),
      );
    });
    child.once('exit', (code) => settle(() => reject(new Error(`ended with code ${code}`))));
  });
}

/** Keeps one service at the release its deployment record names. */
function keep(site: Site, service: ServiceName, say: (line: string) => void) {
  let instance: Instance | null = null;
  let isBusy = false;
  let isStopped = false;
  /** A release that did not start is tried again only after a while, or when the record changes. */
  let refused: Refusal | null = null;

  const start = async (release: string) => {
    const child = startChild('services/start.ts', [service, release, site.home]);
    try {
      const port = await portOf(child);
      const startedAt = new Date().toISOString();
      const endpoint: Endpoint = { service, release, port, pid: child.pid ?? 0, startedAt };
      const previous = instance;
      instance = { release, child };
      child.once('exit', () => {
        if (instance?.child === child) instance = null; // crashed: the next look starts it again
      });
      writeWhole(site.endpointFile(service), `${JSON.stringify(endpoint)}\n`);
      say(`${service} ${release} listens on 127.0.0.1:${port}`);
      if (previous) await stopChild(previous.child);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      refused = { release, atMs: Date.now(), reason };
      writeWhole(site.refusalFile(service), JSON.stringify(refused));
      say(`${service} ${release} ${reason}`);
      await stopChild(child, 500);
    }
  };

  const look = async () => {
    const wanted = currentDeployment(site, service)?.release;
    if (!wanted || isBusy || isStopped || instance?.release === wanted) return;
    const isRefused = refused?.release === wanted && Date.now() - refused.atMs < BACKOFF_MS;
    if (isRefused) return;
    isBusy = true;
    await start(wanted).finally(() => {
      isBusy = false;
    });
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => say(`${service}: ${String(error)}`));
  }, POLL_MS);

  return async () => {
    isStopped = true;
    clearInterval(timer);
    if (instance) await stopChild(instance.child);
  };
}

/**
 * Runs every service at the release its deployment record names, and follows that record: a new
 * instance is started on a port of its own, takes over once it listens, and the old one drains. A
 * release that does not start leaves the old one serving. Returns how to stop them all.
 */
export function supervise(site: Site, say: (line: string) => void): () => Promise<void> {
  const stops = SERVICES.map((service) => keep(site, service, say));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
