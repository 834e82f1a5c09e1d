import { pause } from './backoff';
import { splitBatches } from './batches';
import { ApiProblem } from './problem';
import { streamEvents, type StreamOptions } from './stream';
import type { CallOptions, Transport } from './transport';
import type {
  AgentEvent,
  Checkpoint,
  Directive,
  EventsAnswer,
  Investigation,
  InvestigationState,
  NewCheckpoint,
  NewInvestigation,
  Page,
  WireEvent,
} from './types';

const LONGEST_WAIT_S = 30;
/** A pause has no stop point to wait at: it is asked about this often, in ms. */
const PAUSED_POLL_MS = 700;

/** A run that is over or may be written to, and the stop points at which people asked for more. */
export interface Writable {
  run: InvestigationState;
  returned: Checkpoint[];
}

const pathOf = (id: string, rest = '') => `/investigations/${encodeURIComponent(id)}${rest}`;

/** An agent's own run: opening it, writing to it, reading it. */
export function investigationCalls(transport: Transport) {
  const checkpoints = checkpointCalls(transport);
  return {
    create: (input: NewInvestigation, options?: CallOptions) =>
      transport.post<Investigation>('/investigations', input, options),

    get: (id: string, query: { at?: number } = {}, options?: CallOptions) =>
      transport.get<InvestigationState>(pathOf(id), query, options),

    events: (id: string, query: { after?: number; limit?: number } = {}, options?: CallOptions) =>
      transport.get<Page<WireEvent>>(pathOf(id, '/events'), query, options),

    /**
     * Posts in order, in as many batches as the limits need; counts are summed and the rest is
     * the last batch's answer. When a batch is refused the ones before it stand, and the thrown
     * ApiProblem's `eventOffset` says where it began.
     */
    async postEvents(
      id: string,
      events: readonly AgentEvent[],
      options: CallOptions = {},
    ): Promise<EventsAnswer> {
      const batches = events.length === 0 ? [] : splitBatches(events);
      let answer: EventsAnswer | undefined;
      let offset = 0;
      for (const [index, batch] of batches.entries()) {
        const key = options.idempotencyKey;
        const callOptions = key ? { ...options, idempotencyKey: `${key}-${index}` } : options;
        try {
          const next = await transport.post<EventsAnswer>(
            pathOf(id, '/events'),
            { events: batch },
            callOptions,
          );
          answer = {
            ...next,
            accepted: next.accepted + (answer?.accepted ?? 0),
            duplicates: next.duplicates + (answer?.duplicates ?? 0),
            directives: [...(answer?.directives ?? []), ...next.directives],
          };
        } catch (error) {
          if (error instanceof ApiProblem) error.eventOffset = offset;
          throw error;
        }
        offset += batch.length;
      }
      if (!answer) throw new RangeError('There are no events to post.');
      return answer;
    },

    /**
     * Waits until the investigation may be written to again: until people have decided on the stop
     * point it stands before, or resumed it. Silence opens nothing.
     */
    async untilWritable(id: string, options: CallOptions = {}): Promise<Writable> {
      const returned = new Map<string, Checkpoint>();
      for (;;) {
        const run = await transport.get<InvestigationState>(pathOf(id), {}, options);
        const { status, checkpointId } = run;
        if (status !== 'waiting' && status !== 'paused') {
          return { run, returned: [...returned.values()] };
        }
        if (status === 'waiting' && checkpointId) {
          const decided = await checkpoints.untilDecided(checkpointId, options);
          if (decided.state === 'returned') returned.set(decided.id, decided);
        } else await pause(PAUSED_POLL_MS, options.signal);
      }
    },

    stream: (id: string, options?: StreamOptions) => streamEvents(transport, id, options),

    /** Directives after `after`, held open for up to `wait` seconds while there are none. */
    directives: (
      id: string,
      query: { after?: number; wait?: number } = {},
      options?: CallOptions,
    ) => transport.get<Page<Directive>>(pathOf(id, '/directives'), query, options),
  };
}

/** Stop points: raised by the agent, decided by people. */
export function checkpointCalls(transport: Transport) {
  const get = (id: string, query: { wait?: number } = {}, options?: CallOptions) =>
    transport.get<Checkpoint>(`/checkpoints/${encodeURIComponent(id)}`, query, options);
  return {
    create: (investigationId: string, input: NewCheckpoint, options?: CallOptions) =>
      transport.post<Checkpoint>(pathOf(investigationId, '/checkpoints'), input, options),
    get,
    /** Long polls until the stop point is no longer waiting. Silence never releases it. */
    async untilDecided(id: string, options: CallOptions = {}): Promise<Checkpoint> {
      for (;;) {
        const checkpoint = await get(id, { wait: LONGEST_WAIT_S }, options);
        if (checkpoint.state !== 'waiting') return checkpoint;
      }
    },
  };
}
