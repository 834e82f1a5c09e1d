import { describe, expect, it } from 'vitest';
import { readShell } from '@/lib/agent/importers/shell';

describe('reading a recorded command line', () => {
  it.each([
    ['kubectl get pods', [['kubectl', 'get', 'pods']]],
    [`kubectl patch x -p '{"a": "b c"}'`, [['kubectl', 'patch', 'x', '-p', '{"a": "b c"}']]],
    [`echo "a \\"b\\" c"`, [['echo', 'a "b" c']]],
    ['a \\\n  b 2>&1', [['a', 'b']]],
    [`''`, [['']]],
  ])('takes %j as one simple command', (text, commands) => {
    expect(readShell(text)).toEqual({ commands, isSimple: true });
  });

  it.each([
    ['a && b || c; d', [['a'], ['b'], ['c'], ['d']]],
    ['a | b > out.txt', [['a'], ['b']]],
    ['a\nb', [['a'], ['b']]],
    ['a # && b\nc', [['a'], ['c']]],
    ['a <<EOF\nkubectl delete pod x\nEOF\nb', [['a'], ['b']]],
    ["a -f - <<< 'x y'", [['a', '-f', '-']]],
    [
      'a $(b c)',
      [
        ['a', '$(b c)'],
        ['b', 'c'],
      ],
    ],
    ['bash -c "a; b"', [['bash', '-c', 'a; b'], ['a'], ['b']]],
  ])('splits %j', (text, commands) => {
    expect(readShell(text)).toEqual({ commands, isSimple: false });
  });

  it('ends on a quote that is never closed', () => {
    expect(readShell(`a 'b`).commands).toEqual([['a', 'b']]);
  });
});
