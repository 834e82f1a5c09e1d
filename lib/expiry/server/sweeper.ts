import 'server-only';
import { isUnavailable } from '@/lib/db/unavailable';
import { sweep } from '@/lib/expiry/server/sweep';
import { log } from '@/lib/logger';

const EVERY_MS = 1000;

interface Sweeper {
  isStopped: boolean;
  timer?: NodeJS.Timeout;
}

// On the global object, for a development server loads modules anew.
const shared = globalThis as typeof globalThis & { countersignSweeper?: Sweeper };

async function sweepOnce(): Promise<void> {
  try {
    await sweep();
  } catch (error) {
    // While the database is away nothing can be approved either, so nothing is late.
    if (!isUnavailable(error)) log().error({ err: error }, 'a sweep failed');
  }
}

function goOn(sweeper: Sweeper): void {
  if (sweeper.isStopped) return;
  sweeper.timer = setTimeout(() => void sweepOnce().then(() => goOn(sweeper)), EVERY_MS);
  sweeper.timer.unref();
}

/** Sweeps no more, once the sweep that may be under way has ended. */
export function stopSweeper(): void {
  const sweeper = shared.countersignSweeper;
  if (!sweeper) return;
  sweeper.isStopped = true;
  clearTimeout(sweeper.timer);
  delete shared.countersignSweeper;
}

/** Sweeps every second, one sweep after the other; the process does not stay alive for it. */
export function startSweeper(): void {
  stopSweeper();
  shared.countersignSweeper = { isStopped: false };
  goOn(shared.countersignSweeper);
}
