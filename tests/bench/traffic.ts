/** What an agent that looks through logs writes: about 1 KB an event on the average. */

const PATHS = ['/cart', '/cart/items', '/checkout', '/checkout/confirm', '/payments/authorise'];
const LEVELS = ['info', 'info', 'info', 'warn', 'error'];

/** A small generator with a seed, so that every run sends the same words (Numerical Recipes). */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function logLine(next: (below: number) => number, at: string) {
  const path = PATHS[next(PATHS.length)];
  const level = LEVELS[next(LEVELS.length)];
  const order = 10_000 + next(90_000);
  const took = 3 + next(900);
  const said = [
    `${path} answered ${level === 'error' ? 502 : 200} in ${took} ms, order=${order}, pod=checkout-7d9f-${next(40)}`,
    `retrying ${path} for order ${order}: connection reset by peer after ${took} ms (attempt ${next(4)})`,
    `session token refreshed for customer ${order}, ${took} ms`,
    `pool payments: ${next(20)} of 20 in use, ${next(50)} waiting, oldest ${took} ms`,
  ][next(4)];
  return { at, level, service: 'checkout', message: String(said) };
}

/** Four events of one step: its start, what it found, its end, and what the agent thinks of it. */
function stepOf(name: string, next: (below: number) => number): object[] {
  const at = new Date().toISOString();
  const lane = ['logs', 'metrics', 'changes'][next(3)];
  const query = `{service="checkout"} |= "order=${next(90_000)}" | json | level=~"warn|error" | line_format "{{.msg}}"`;
  const window = { from: at, to: at, limit: 200, step: '15s' };
  const lines = Array.from({ length: 18 }, () => logLine(next, at));
  const shares = lines.map(({ message }) => message.length).join(', ');
  return [
    {
      id: `${name}.a`,
      kind: 'step.started',
      at,
      step: name,
      tool: 'logs.search',
      lane,
      source: 'logs',
      args: { query, ...window },
    },
    {
      id: `${name}.b`,
      kind: 'evidence.recorded',
      at,
      evidence: {
        id: `ev.${name}`,
        source: 'logs',
        title: `Lines of checkout with order ${next(90_000)}`,
        query,
        step: name,
        observedFrom: at,
        observedTo: at,
        body: { format: 'log', lines },
      },
    },
    {
      id: `${name}.c`,
      kind: 'step.finished',
      at,
      step: name,
      status: 'ok',
      durationMs: next(4000),
    },
    {
      id: `${name}.d`,
      kind: 'note.added',
      at,
      text: `Of these lines a part is of orders that were tried again. Their lengths are ${shares}. The resets begin with the release and are not seen on the hosts that still run the one before; the pool is full at the same time, which a slow payment service would explain as well. Next: compare the share of resets by host and by release, then look at what the payment service says of the same orders.`,
    },
  ];
}

export interface Batch {
  /** The request's body. */
  body: string;
  /** Each event's own JSON text: what raw inserts write. */
  rows: string[];
}

export const BATCH = 100;

/** A batch of a hundred events, with ids of its own within the investigation. */
export function makeBatch(name: string, seed: number): Batch {
  const next = seeded(seed);
  const rows = Array.from({ length: BATCH / 4 }, (_, i) => stepOf(`${name}.${i}`, next))
    .flat()
    .map((event) => JSON.stringify(event));
  return { body: `{"events":[${rows.join(',')}]}`, rows };
}
