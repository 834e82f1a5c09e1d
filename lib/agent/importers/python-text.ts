/**
 * Some harnesses record what Python prints of an answer: the answer within a tuple or an MCP
 * result, its quotation marks escaped, and JSON as a dict. Here it is read back; whatever is not
 * exactly such a print is left as the text that it is.
 */
const MCP_RESULT =
  /^meta=\w+ content=\[TextContent\(type='text', text=((?:"(?:[^"\\]|\\[\s\S])*")|(?:'(?:[^'\\]|\\[\s\S])*'))(?:, annotations=\w+)?(?:, meta=\w+)?\)\] structuredContent=[\s\S]* isError=(?:True|False)$/;
const WITH_COUNT = /^\(((?:"(?:[^"\\]|\\[\s\S])*")|(?:'(?:[^'\\]|\\[\s\S])*')), \d+\)$/;

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

const unquoted = (literal: string): string =>
  literal
    .slice(1, -1)
    .replaceAll(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);

/** The answer itself, of what Python printed around it. */
export function unwrapped(output: string): string {
  const trimmed = output.trim();
  const literal = MCP_RESULT.exec(trimmed)?.[1] ?? WITH_COUNT.exec(trimmed)?.[1];
  return literal === undefined ? output : unquoted(literal);
}

const TOKEN =
  /\s*(?:(?<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<word>True|False|None)(?!\w)|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<mark>[[\]{}:,]))/y;
const WORDS: Record<string, string> = { True: 'true', False: 'false', None: 'null' };

/** A Python dict or list of plain values as JSON text; undefined for anything else. */
export function jsonOfPython(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let json = '';
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.groups;
    if (!found) return undefined;
    at = TOKEN.lastIndex;
    if (found.text !== undefined) json += JSON.stringify(unquoted(found.text));
    else json += found.mark ?? found.number ?? WORDS[found.word ?? ''] ?? '';
  }
  return json;
}
