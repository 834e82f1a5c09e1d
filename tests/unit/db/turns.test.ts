import { expect, test } from 'vitest';
import { Turns } from '@/lib/db/turns';

const ticks = async (count: number) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

test('never more run at once than may, and all run in the order they came', async () => {
  const turns = new Turns(3, 10_000);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (i: number) =>
    turns.take(async () => {
      begun.push(i);
      most = Math.max(most, ++running);
      await ticks(i % 5);
      running -= 1;
      if (i % 7 === 0) throw new Error('failed');
    });
  const order = Array.from({ length: 100 }, (_, i) => i);
  const settled = await Promise.allSettled(order.map(work));
  expect(most).toBe(3);
  expect(begun).toEqual(order);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(15);
});

test('who waits too long is told so, and the line goes on without them', async () => {
  const turns = new Turns(1, 20);
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const first = turns.take(() => gate);
  await expect(turns.take(async () => 'never')).rejects.toMatchObject({ slug: 'unavailable' });
  open();
  await first;
  expect(await turns.take(async () => 'now')).toBe('now');
});

test('what goes first passes the line, and waits for those who have begun', async () => {
  const turns = new Turns(1, 10_000);
  const begun: string[] = [];
  const work = (name: string) => async () => {
    begun.push(name);
    await ticks(3);
  };
  await Promise.all([
    turns.take(work('running')),
    turns.take(work('in line')),
    turns.take(work('brake'), true),
  ]);
  expect(begun).toEqual(['running', 'brake', 'in line']);
});
