/**
 * Thousands of viewers of a room, in a process of their own: each a bare socket with the browser's
 * stream of the room on it. An event's text says when it was sent and which it is, and that alone is
 * read of what comes, so that what is measured is the server and not this.
 */
import { connect } from 'node:net';
import process from 'node:process';
import { SENT, viewersOrder } from './many-viewers-order';
import { quantile, round } from './quantile';

const order = viewersOrder.parse(JSON.parse(process.argv[2] ?? '{}'));

/** Streams that are being opened at a time, as a server would take them that comes back. */
const AT_ONCE = 25;

const [mark, end] = [Buffer.from(SENT), Buffer.from('\n\n')];
const asked = [
  `GET /api/v1/live?room=${encodeURIComponent(order.room)} HTTP/1.1`,
  `Host: localhost:${order.port}`,
  `Cookie: ${order.cookie}`,
  'Accept: text/event-stream',
  '\r\n',
].join('\r\n');

const took: number[] = [];
let outOfOrder = 0;
let ended = 0;

const now = () => performance.timeOrigin + performance.now();

/** Reads what whole frames there are, and answers what is left. */
function read(bytes: Buffer, at: number, seen: { next: number }): Buffer {
  const whole = bytes.lastIndexOf(end) + end.length;
  for (
    let from = bytes.indexOf(mark);
    from >= 0 && from < whole;
    from = bytes.indexOf(mark, from)
  ) {
    from += mark.length;
    const [sentAt = '', number = ''] = bytes.toString('latin1', from, from + 40).split(' ');
    took.push(at - Number(sentAt));
    if (Number(number) !== seen.next) outOfOrder += 1;
    seen.next = Number(number) + 1;
  }
  return Buffer.from(bytes.subarray(whole));
}

/** Settles once the stream has begun. */
const open = () =>
  new Promise<void>((resolve, reject) => {
    const socket = connect(order.port, 'localhost');
    const seen = { next: 0 };
    let rest: Buffer | undefined;
    let head = '';
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('close', () => (ended += 1));
    socket.on('data', (bytes: Buffer) => {
      if (rest) {
        rest = read(rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes, now(), seen);
        return;
      }
      head += bytes.toString('latin1');
      if (!head.startsWith('HTTP/1.1 200 '.slice(0, head.length))) {
        reject(new Error(`The stream answered ${head.slice(0, 200)}`));
      }
      // The stream says at once how soon to come back.
      if (!head.includes('retry: ')) return;
      rest = Buffer.alloc(0);
      resolve();
    });
    socket.write(asked);
  });

let opened = 0;

async function openSome(): Promise<void> {
  while (opened < order.count) {
    opened += 1;
    await open();
  }
}

const report = () => ({
  deliveries: took.length,
  outOfOrder,
  ended,
  p50Ms: round(quantile(took, 0.5), 1),
  p90Ms: round(quantile(took, 0.9), 1),
  p99Ms: round(quantile(took, 0.99), 1),
  maxMs: round(
    took.reduce((most, each) => Math.max(most, each), 0),
    1,
  ),
});

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  process.send?.(message === 'report' ? report() : { deliveries: took.length });
});
await Promise.all(Array.from({ length: AT_ONCE }, openSome));
process.send?.({ connected: order.count });
