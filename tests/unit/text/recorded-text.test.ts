import { describe, expect, test } from 'vitest';
import { type Suspicion, suspicionsOf } from '@/lib/text/suspicion';
import { revealText } from '@/lib/text/visible';
import { hasRecordings, recordedFiles } from '../agent/samples/recorded-files';

/** Every string of a JSON value, names of members included. */
function stringsOf(value: unknown, into: string[] = []): string[] {
  if (typeof value === 'string') into.push(value);
  else if (typeof value === 'object' && value !== null) {
    for (const each of Array.isArray(value) ? value : Object.entries(value).flat()) {
      stringsOf(each, into);
    }
  }
  return into;
}

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
};

/** What agents of the recorded runs read and wrote, string by string. */
const texts = () =>
  recordedFiles().flatMap(({ name, text }) =>
    name.endsWith('.jsonl')
      ? text.split('\n').flatMap((line) => stringsOf(parsed(line)))
      : stringsOf(parsed(text)),
  );

describe.runIf(hasRecordings)('in the recorded runs of ../shared/data', { timeout: 60_000 }, () => {
  test('ordinary text is hardly ever warned of', () => {
    const all = texts();
    expect(all.length).toBeGreaterThan(5000);
    const found = all.flatMap((text): Suspicion[] => suspicionsOf(text));
    const count = (kind: Suspicion['kind']) => found.filter((each) => each.kind === kind).length;
    process.stdout.write(
      `${all.length} recorded strings: ${count('imitation')} imitate us, ${count('instruction')} give orders, ${count('disguise')} are disguised, ${count('hidden')} hide something.\n`,
    );
    expect(count('imitation')).toBe(0);
    expect(count('disguise') + count('hidden')).toBe(0);
    // Those are prompts of agents, recorded with their runs: instructions they are.
    expect(count('instruction') / all.length).toBeLessThan(0.001);
  });

  test('and no letter of it is drawn as anything but itself, terminal codes aside', () => {
    const drawn = texts().filter((text) =>
      revealText(text).some((part) => part.kind === 'flagged' && !part.source.startsWith('\u001b')),
    );
    expect(drawn.length).toBeLessThan(5);
  });
});
