import { isFree, PLACEHOLDER, placeholderOf, type Placeholder } from './placeholders';

/** Stands for a free text while what surrounds it is read; no template can hold it itself. */
const MARK = '\uE000';

interface Held {
  whole: string;
  placeholder: Placeholder;
}

/** How many of a quotation mark stand open before a place, escaped ones apart. */
const isOpenAt = (text: string, place: number, quote: '"' | "'", escape: '\\' | '!'): boolean => {
  let isOpen = false;
  for (let at = 0; at < place; at++) {
    if (text[at] === escape) at++;
    else if (text[at] === quote) isOpen = !isOpen;
  }
  return isOpen;
};

/** Every string in a JSON value, and whether it is the name of a member. */
function* stringsIn(value: unknown): Generator<{ text: string; isName: boolean }> {
  if (typeof value === 'string') yield { text: value, isName: false };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield { text: name, isName: true };
    yield* stringsIn(member);
  }
}

const readJson = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

const placesOf = (text: string): number[] =>
  [...text.matchAll(new RegExp(MARK, 'g'))].map(({ index }) => index);

/** JSON in a parameter, as Grafana has it: a text may stand only within a string, and whole. */
function jsonFaults(decoded: string, free: Held[]): string[] {
  const plain = free.find(({ placeholder }) => placeholder.form !== 'json');
  if (plain)
    return [`${plain.whole} stands within JSON: write {{${plain.placeholder.field}.json}}`];
  const read = readJson(decoded);
  if (!read) return [`the JSON around ${free[0]?.whole} cannot be read, or it stands outside "…"`];
  for (const { text, isName } of stringsIn(read.value)) {
    const [place] = placesOf(text);
    if (place === undefined) continue;
    if (isName) return ['a placeholder may not name a member of JSON'];
    if (/^[[{"(]/.test(text) || isOpenAt(text, place, '"', '\\'))
      return ['a placeholder may not stand within quotation marks inside a text of JSON'];
  }
  return [];
}

/** Rison in a parameter, as Kibana has it: a text may stand only between its apostrophes. */
function risonFaults(decoded: string, free: Held[]): string[] {
  const plain = free.find(({ placeholder }) => placeholder.form !== 'rison');
  if (plain)
    return [`${plain.whole} stands within Rison: write '{{${plain.placeholder.field}.rison}}'`];
  return placesOf(decoded).every((place) => isOpenAt(decoded, place, "'", '!'))
    ? []
    : ['a placeholder within Rison may stand only between apostrophes'];
}

/** A language of the source's own, or none: within quotation marks a text is escaped as JSON is. */
function plainFaults(decoded: string, free: Held[]): string[] {
  return placesOf(decoded).flatMap((place, index) => {
    const held = free[index];
    if (!held) return [];
    const { whole, placeholder } = held;
    if (isOpenAt(decoded, place, "'", '\\'))
      return [`${whole} stands between apostrophes: use quotation marks, and .json`];
    const isQuoted = isOpenAt(decoded, place, '"', '\\');
    if (isQuoted && placeholder.form !== 'json')
      return [`${whole} stands between quotation marks: write {{${placeholder.field}.json}}`];
    if (!isQuoted && placeholder.form !== 'plain')
      return [`${whole} stands between no quotation marks: write {{${placeholder.field}}}`];
    return [];
  });
}

/**
 * A parameter may itself hold JSON, Rison or a query language, which is read after the address has
 * been taken apart. Whatever an agent wrote must stay within the text that it stands in there too,
 * so its form has to be the one of what surrounds it.
 */
export function nestingFaults(value: string): string[] {
  const free: Held[] = [];
  const marked = value.replaceAll(PLACEHOLDER, (whole, inside: string) => {
    const placeholder = placeholderOf(inside);
    if (!placeholder) return whole;
    if (isFree(placeholder)) {
      free.push({ whole, placeholder });
      return MARK;
    }
    return '0';
  });
  if (free.length === 0) return [];
  let decoded: string;
  try {
    decoded = decodeURIComponent(marked);
  } catch {
    return ['has a % that encodes nothing'];
  }
  if (/%[0-9a-f]{2}/i.test(decoded))
    return ['a placeholder may not stand within what is encoded twice'];
  if (/^[[{"]/.test(decoded)) return jsonFaults(decoded, free);
  if (/^!?\(|^'/.test(decoded)) return risonFaults(decoded, free);
  return plainFaults(decoded, free);
}
