import {
  Composer,
  CST,
  type Document,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  visit,
} from 'yaml';
import type { FileFault } from '@/lib/services/output';

/** In bytes of UTF-8: a thousand services with everything said take about half of it. */
export const MAX_FILE_BYTES = 256 * 1024;
/** Words, marks and spaces; reading is linear in them, and a file within its size may hold a lot. */
const MAX_LEXEMES = 100_000;
/** Far more than any form of the catalogue nests; composing recurses. */
const MAX_DEPTH = 24;
const MAX_DOCUMENTS = 1_000;
const MAX_FAULTS = 50;

/** What this reader does not take, with the reason: each makes a small file mean a large one. */
const REFUSED = new Map([
  ['anchor', 'anchors (&) are not taken: write it out'],
  ['alias', 'aliases (*) are not taken: write it out'],
  ['tag', 'tags (!) are not taken'],
  ['directive-line', 'directives (%) are not taken'],
]);

type Path = readonly PropertyKey[];

/** One document of a file: its plain value, and where each part of it stands. */
export interface FileDocument {
  value: unknown;
  /** The line that a part begins on, or that of the nearest part around it. */
  lineOf(path: Path): number;
}

export interface ReadDocuments {
  documents: FileDocument[];
  faults: FileFault[];
}

class Refusal extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** The file's tokens, refusing what is hostile or too much before anything is built from it. */
function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const lexer = new Lexer();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of lexer.lex(text)) {
    count += 1;
    const refused = REFUSED.get(CST.tokenType(lexeme) ?? '');
    if (refused) throw new Refusal(parser.offset, refused);
    if (count > MAX_LEXEMES) throw new Refusal(parser.offset, 'the file has too many parts');
    const { offset } = parser;
    for (const token of parser.next(lexeme)) yield token;
    if (parser.stack.length > MAX_DEPTH) throw new Refusal(offset, 'it nests too deeply');
  }
  yield* parser.end();
}

/** Keys that are no plain names, or that stand twice: the last one would win unseen. */
function keyFaults(document: Document, lineAt: (offset: number) => number): FileFault[] {
  const faults: FileFault[] = [];
  visit(document, {
    Map(_at, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const line = lineAt(isScalar(key) ? (key.range?.[0] ?? 0) : (map.range?.[0] ?? 0));
        const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
        if (name === undefined) faults.push({ line, path: '', message: 'a key must be a name' });
        else if (name === '<<') {
          faults.push({ line, path: '', message: 'merge keys (<<) are not taken: write it out' });
        } else if (seen.has(name)) {
          faults.push({ line, path: '', message: `‘${name}’ stands here a second time` });
        }
        if (name !== undefined) seen.add(name);
      }
    },
  });
  return faults;
}

function toDocument(document: Document, lineAt: (offset: number) => number): FileDocument {
  return {
    value: document.toJS() as unknown,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const inner = path.slice(0, length);
        const parent = document.getIn(inner.slice(0, -1), true);
        const pair = isMap(parent)
          ? parent.items.find(({ key }) => isScalar(key) && key.value === inner.at(-1))
          : undefined;
        const node: unknown = pair?.key ?? document.getIn(inner, true);
        const { range }: { range?: unknown } = Object(node);
        if (Array.isArray(range)) return lineAt(Number(range[0]));
      }
      return lineAt(document.contents?.range?.[0] ?? 0);
    },
  };
}

/**
 * Reads YAML 1.2, of which JSON is a part, from somebody else's file: bounded in size, depth and
 * parts, and without anchors, aliases, tags, directives and merge keys.
 */
export function readDocuments(text: string): ReadDocuments {
  const whole = (message: string): ReadDocuments => ({
    documents: [],
    faults: [{ line: 1, path: '', message }],
  });
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    return whole(`the file is larger than ${MAX_FILE_BYTES / 1024} KiB`);
  }
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const composed: Document[] = [];
  const composer = new Composer({ uniqueKeys: false, merge: false, version: '1.2', strict: true });
  try {
    for (const document of composer.compose(tokensOf(text, lines))) {
      if (composed.length >= MAX_DOCUMENTS) return whole(`more than ${MAX_DOCUMENTS} documents`);
      composed.push(document);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fault = { line: lineAt(error.offset), path: '', message: error.message };
    return { documents: [], faults: [fault] };
  }
  const faults = composed.flatMap((document) => [
    ...document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), path: '', message })),
    ...keyFaults(document, lineAt),
  ]);
  if (faults.length > 0) return { documents: [], faults: faults.slice(0, MAX_FAULTS) };
  const filled = composed.filter(({ contents }) => contents !== null);
  if (filled.length === 0) return whole('the file is empty');
  return { documents: filled.map((document) => toDocument(document, lineAt)), faults: [] };
}
