/** People stopped the investigation, or it ended under us: nothing more may be written. */
export class Stopped extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Stopped';
  }
}

/** A gate that people's pause and resume close and open, and that a stop breaks for good. */
export function createHold() {
  let isPaused = false;
  let stopped: Stopped | null = null;
  let wake: (() => void)[] = [];
  const wakeAll = () => {
    const sleepers = wake;
    wake = [];
    for (const each of sleepers) each();
  };
  return {
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
      wakeAll();
    },
    stop: (reason: string) => {
      stopped ??= new Stopped(reason);
      wakeAll();
    },
    isPaused: () => isPaused,
    /** Resolves at once while open, after a resume while paused; rejects with Stopped once stopped. */
    async pass(): Promise<void> {
      for (;;) {
        if (stopped) throw stopped;
        if (!isPaused) return;
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
  };
}
export type Hold = ReturnType<typeof createHold>;
