/** A heading, or a label in bold at the beginning of a line: a document, not a sentence. */
const IS_DOCUMENT = /^(?:#{1,6}\s|\*\*[^*\n]+\*\*)/m;
const ROOT_CAUSE =
  /^(?:#{1,6}\s*)?\*{0,2}(?:the\s+)?root cause(?::\*{0,2}|\*{0,2}:|\*{0,2}[ \t]*(?=\n))[ \t]*\n*/im;
const NEXT_BLOCK = /\n\s*\n|\n\s*```|\n(?=#{1,6}\s|\*\*[^*\n]+\*\*)/;

const withoutMarkup = (text: string): string =>
  text
    .replaceAll(/^#{1,6}\s+/gm, '')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/:$/, '.');

/**
 * What a diagnosis claims, in one paragraph. A document in Markdown is no claim that can be read at
 * a glance: of one, the paragraph that it calls the root cause, else the first that says anything.
 */
export function statementOf(diagnosis: string): string {
  if (!IS_DOCUMENT.test(diagnosis)) return diagnosis;
  const named = ROOT_CAUSE.exec(diagnosis);
  const from = named ? diagnosis.slice(named.index + named[0].length) : diagnosis;
  const paragraphs = from
    .split(NEXT_BLOCK)
    .filter((each) => each.trim() !== '' && !/^\s*#{1,6}\s[^\n]*$/.test(each));
  return withoutMarkup(paragraphs[0] ?? '') || diagnosis;
}
