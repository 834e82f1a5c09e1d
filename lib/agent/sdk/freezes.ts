import { pause } from './backoff';
import { ApiProblem } from './problem';
import type { CallOptions, Transport } from './transport';
import type { Freeze, Page } from './types';

const LONGEST_WAIT_S = 30;
/** How often to ask about a freeze that is not ours to know of. */
const UNKNOWN_MS = 2_000;

interface FreezeQuery {
  state?: Freeze['state'];
  wait?: number;
  limit?: number;
  cursor?: string;
}

/** What people have frozen: an agent waits it out, as it does a pause. */
export function freezeCalls(transport: Transport) {
  const list = (query: FreezeQuery = {}, options?: CallOptions) =>
    transport.get<Page<Freeze>>('/freezes', { ...query }, options);

  /** Resolves when the freeze that a refusal names is lifted, or when it is time to ask again. */
  async function untilNews(refusal: ApiProblem, options: CallOptions): Promise<void> {
    const { id }: { id?: unknown } = Object(refusal.problem.freeze);
    if (typeof id !== 'string') return pause(UNKNOWN_MS, options.signal);
    const { items } = await list({ state: 'active' }, options);
    if (!items.some((each) => each.id === id)) return;
    await list({ state: 'active', wait: LONGEST_WAIT_S }, options);
  }

  return {
    list,
    /** Runs a call, and again after each freeze that it met is lifted. Any other refusal is thrown. */
    async outwait<T>(act: () => Promise<T>, options: CallOptions = {}): Promise<T> {
      for (;;) {
        try {
          return await act();
        } catch (error) {
          if (!(error instanceof ApiProblem) || error.slug !== 'frozen') throw error;
          await untilNews(error, options);
        }
      }
    },
  };
}
