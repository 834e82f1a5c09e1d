import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { isProblemSlug, PROBLEM_PARTS, PROBLEM_SLUGS, problemText } from '@/lib/problems/list';

/** The literals that a type comes down to; undefined where it is any slug at all. */
function literalsOf(type: ts.Type): string[] | undefined {
  const parts = type.isUnion() ? type.types : [type];
  const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
  const isOpen = texts.length < parts.length || texts.length === PROBLEM_SLUGS.length;
  return isOpen ? undefined : texts;
}

type Call = ts.CallExpression | ts.NewExpression;
const isCall = (node: ts.Node): node is Call =>
  ts.isCallExpression(node) || ts.isNewExpression(node);

/** Every node of a file, depth first. */
function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  ts.forEachChild(node, (child) => void nodes.push(...nodesOf(child)));
  return nodes;
}

/** Calls of whatever takes a slug of the list: functions, classes, and classes that extend those. */
function callsWithSlug(nodes: readonly ts.Node[]): Call[] {
  const names = new Set(['super']);
  const nameOf = ({ parent }: ts.Node): string =>
    'name' in parent && typeof parent.name === 'object' ? (parent.name as ts.Node).getText() : '';
  for (const node of nodes) {
    if (!ts.isParameter(node) || node.type?.getText() !== 'ProblemSlug') continue;
    names.add(nameOf(ts.isConstructorDeclaration(node.parent) ? node.parent : node));
    if (ts.isArrowFunction(node.parent)) names.add(nameOf(node.parent));
  }
  for (const node of nodes) {
    const [heritage] = ts.isClassDeclaration(node) ? (node.heritageClauses ?? []) : [];
    if (heritage && names.has(heritage.types[0]?.expression.getText() ?? '')) {
      names.add(nameOf(heritage));
    }
  }
  return nodes.filter(isCall).filter(({ expression }) => names.has(expression.getText()));
}

/**
 * Every slug that is given to a parameter of that type, in the whole product: errors take nothing
 * else. What is only passed on from such a parameter to the next is passed over.
 */
function thrownSlugs(): Map<string, string> {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const isOurs = (path: string): boolean =>
    /(^|\/)(lib|app)\/(?!problems\/|db\/generated\/)/.test(path) && !path.includes('node_modules');
  const program = ts.createProgram(fileNames.filter(isOurs), options);
  const checker = program.getTypeChecker();
  const found = new Map<string, string>();
  const nodes = program
    .getSourceFiles()
    .filter(({ fileName }) => isOurs(fileName))
    .flatMap(nodesOf);
  for (const call of callsWithSlug(nodes)) {
    const parameters = checker.getResolvedSignature(call)?.getDeclaration().parameters ?? [];
    const at = [...parameters].findIndex(({ type }) => type?.getText() === 'ProblemSlug');
    if (at < 0) continue;
    const given = call.arguments?.[at] ?? parameters[at]?.initializer;
    const literals = given && literalsOf(checker.getTypeAtLocation(given));
    const isPassedOn = given && ts.isIdentifier(given) && given.text === 'slug' && !literals;
    const place = `${call.getSourceFile().fileName}: ${call.getText().slice(0, 80)}`;
    if (!literals && !isPassedOn) throw new Error(`A slug that nobody can foretell, ${place}`);
    for (const literal of literals ?? []) found.set(literal, place);
  }
  return found;
}

describe('the list of problems', () => {
  test('holds every slug that the code can throw, and none that it cannot', () => {
    const thrown = thrownSlugs();
    // What is no error of ours becomes this one.
    expect([...thrown.keys(), 'internal'].toSorted()).toEqual(PROBLEM_SLUGS.toSorted());
  }, 300_000);

  test('holds each slug once, in one part', () => {
    const all = PROBLEM_PARTS.flatMap(({ problems }) => Object.keys(problems));
    expect(all.toSorted()).toEqual([...new Set(PROBLEM_SLUGS)].toSorted());
  });

  test.each(PROBLEM_SLUGS)('says of %s what happened, what is unchanged and what to do', (slug) => {
    const { status, title, means, unchanged, next } = problemText(slug);
    expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status.every((code) => code >= 400 && code < 600)).toBe(true);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const sentence of [means, unchanged, next]) expect(sentence).toMatch(/^[A-Z`].+\.$/);
  });

  test('knows its own from what anybody may type', () => {
    expect(PROBLEM_SLUGS.every(isProblemSlug)).toBe(true);
    for (const other of ['', 'constructor', '__proto__', 'INVALID', 'not-a-slug']) {
      expect(isProblemSlug(other)).toBe(false);
    }
  });
});
