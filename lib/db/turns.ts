import { Unavailable } from '@/lib/errors';

interface Waiting {
  begin: () => void;
}

/**
 * Lets so many pieces of work run at once; the others wait in line, first come first served.
 * A crowd of writers that queue for one row would otherwise hold every connection of the pool while
 * they wait, and the rest would time out for want of one.
 */
export class Turns {
  #free: number;
  readonly #line: Waiting[] = [];

  constructor(
    most: number,
    private readonly longestWaitMs: number,
  ) {
    this.#free = most;
  }

  /**
   * Runs the work at its turn, which is the next one for what `goesFirst`.
   * @throws Unavailable when that does not come in time.
   */
  async take<T>(work: () => Promise<T>, goesFirst = false): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(goesFirst);
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next.begin();
      else this.#free += 1;
    }
  }

  #wait(goesFirst: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        begin: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#line.splice(this.#line.indexOf(waiting), 1);
        reject(new Unavailable('Too much waits to be written. Nothing was changed; try again.'));
      }, this.longestWaitMs);
      if (goesFirst) this.#line.unshift(waiting);
      else this.#line.push(waiting);
    });
  }
}
