import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The calls of next's `dynamic` in a file that leave the waiting to whatever stands around them. */
function withoutBoundary(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'dynamic') {
      const options = node.arguments[1]?.getText() ?? '';
      if (!/\b(loading|ssr: false)\b/.test(options)) {
        found.push(`${path}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('no part that comes late hides the page around it', () => {
  const paths = ['app', 'components']
    .flatMap((root) => {
      return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) =>
        join(root, path),
      );
    })
    .filter((path) => path.endsWith('.tsx'))
    .filter((path) => readFileSync(path, 'utf8').includes("from 'next/dynamic'"));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.flatMap(withoutBoundary)).toEqual([]);
});
