/**
 * Other viewers of a room: each holds the browser's stream open and counts the events that it is
 * sent. Says when all are connected, and how many events they had when asked.
 */
import { Agent, request } from 'node:http';
import process from 'node:process';
import { z } from 'zod';

const order = z
  .object({ url: z.string(), cookie: z.string(), room: z.string(), count: z.number() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const agent = new Agent({ keepAlive: true, maxSockets: order.count });
let frames = 0;

/** Settles once the first bytes have come. */
const open = () =>
  new Promise<void>((resolve, reject) => {
    const address = `${order.url}/api/v1/live?room=${encodeURIComponent(order.room)}`;
    const call = request(address, { agent, headers: { Cookie: order.cookie } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`The stream answered ${answer.statusCode}.`));
      answer.setEncoding('utf8');
      let rest = '';
      answer.on('data', (text: string) => {
        resolve();
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        frames += lines.filter((line) => line === 'event: timeline').length;
      });
    });
    call.once('error', reject);
    call.end();
  });

process.on('disconnect', () => process.exit(0));
process.on('message', () => process.send?.({ frames }));
await Promise.all(Array.from({ length: order.count }, open));
process.send?.({ connected: order.count });
