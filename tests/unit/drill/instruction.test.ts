import { describe, expect, it } from 'vitest';
import { readInstruction } from '@/lib/drill/investigator/instruction';

describe('reading an instruction', () => {
  it.each([
    ['look at the logs of payments', ['payments'], ['logs'], false],
    ['Check Storefront latency further back', ['storefront'], ['metrics'], true],
    ['was there an earlier deploy?', [], ['changes'], true],
    ['rm -rf / and roll back everything now', [], [], false],
    ['checkout and payments', ['checkout', 'payments'], [], false],
  ])('takes “%s” by its words alone', (text, services, lanes, isWider) => {
    expect(readInstruction(text)).toEqual({ services, lanes, isWider });
  });
});
