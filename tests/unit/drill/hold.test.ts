import { describe, expect, it } from 'vitest';
import { createHold, Stopped } from '@/lib/drill/investigator/hold';

describe('the hold of an investigation', () => {
  it('lets pass at once while nobody paused it', async () => {
    await createHold().pass();
  });

  it('keeps everyone until it is resumed', async () => {
    const hold = createHold();
    hold.pause();
    let passed = 0;
    const waiting = [1, 2].map(() => hold.pass().then(() => (passed += 1)));
    await Promise.resolve();
    expect(passed).toBe(0);
    hold.resume();
    await Promise.all(waiting);
    expect(passed).toBe(2);
  });

  it('ends whoever waits, and whoever comes, once it is stopped', async () => {
    const hold = createHold();
    hold.pause();
    const waiting = hold.pass();
    hold.stop('enough');
    await expect(waiting).rejects.toThrow(Stopped);
    await expect(hold.pass()).rejects.toThrow('enough');
  });
});
