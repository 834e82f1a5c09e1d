import { nestingFaults } from './nesting';
import { PLACEHOLDER, placeholderOf, type Placeholder } from './placeholders';

/** Where in an address a part stands: it says how a value is written there. */
export type Place = 'path' | 'value';

export type Part =
  | { kind: 'literal'; text: string }
  | { kind: 'placeholder'; placeholder: Placeholder; place: Place };

export interface Template {
  /** As a browser writes it, and as a person is shown where the link goes. */
  origin: string;
  host: string;
  parts: Part[];
}

const SHAPE = /^(https?):\/\/([^/?#]*)(.*)$/;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;
const DEFAULT_PORT = { https: ':443', http: ':80' } as const;

/** A stretch of the address after its host, with what separates it from the one before. */
interface Stretch {
  text: string;
  kind: 'path' | 'query';
}

/**
 * Path, query and fragment apart. A fragment is read as the pages that use one read it: as a path
 * with a query of its own (`#/discover?_g=…`), or as a query alone (`#g0.expr=…`).
 */
function stretchesOf(rest: string): Stretch[] {
  const [beforeHash = '', ...hashes] = rest.split('#');
  const [path = '', ...queries] = beforeHash.split('?');
  const stretches: Stretch[] = [{ text: path, kind: 'path' }];
  if (queries.length > 0) stretches.push({ text: `?${queries.join('?')}`, kind: 'query' });
  if (hashes.length === 0) return stretches;
  const hash = hashes.join('#');
  const at = hash.indexOf('?');
  const isQueryAlone = at === -1 && hash.includes('=');
  const end = at === -1 ? (isQueryAlone ? 0 : hash.length) : at;
  stretches.push({ text: `#${hash.slice(0, end)}`, kind: 'path' });
  if (end < hash.length) stretches.push({ text: hash.slice(end), kind: 'query' });
  return stretches;
}

const matchesIn = (text: string) => [...text.matchAll(PLACEHOLDER)];

/** Why a query's placeholders do not stand where a value does, and what they stand within. */
function queryFaults({ text }: Stretch): string[] {
  return text
    .replace(/^\?/, '')
    .split('&')
    .flatMap((pair) => {
      const at = pair.indexOf('=');
      const [first] = matchesIn(pair);
      if (!first) return [];
      if (at === -1 || first.index < at)
        return [`${first[0]} may stand only in the value of a parameter, after its =`];
      return nestingFaults(pair.slice(at + 1));
    });
}

const pathFaults = ({ text }: Stretch): string[] =>
  matchesIn(text).flatMap(([whole, inside = '']) => {
    const placeholder = placeholderOf(inside);
    const isEscaped = placeholder?.form === 'json' || placeholder?.form === 'rison';
    return isEscaped ? [`${whole} cannot be escaped so in a path: leave its form out`] : [];
  });

/** What is wrong with a template, in words for whoever wrote it; nothing where it may be saved. */
export function templateFaults(text: string): string[] {
  if (!/^[!-~]+$/.test(text) || text.includes('\\'))
    return [
      'must be an address of plain letters, without spaces or backslashes: encode others as %',
    ];
  const [, scheme, authority = '', rest = ''] = SHAPE.exec(text) ?? [];
  if (scheme !== 'https' && scheme !== 'http') return ['must begin with https://'];
  if (authority.includes('{{')) return ['a placeholder may not stand in the host or its port'];
  if (authority.includes('@')) return ['must not hold a user name or a password'];
  const base = URL.canParse(`${scheme}://${authority}/`)
    ? new URL(`${scheme}://${authority}/`)
    : undefined;
  if (!base || authority === '') return ['must name a host'];
  const given = authority.toLowerCase();
  if (given !== base.host && given !== base.host + DEFAULT_PORT[scheme])
    return [`must name its host as a browser does: ${base.host}`];
  if (scheme === 'http' && !LOOPBACK.test(base.host))
    return ['must begin with https://, save for this very machine'];
  const unknown = matchesIn(rest).flatMap(([whole, inside = '']) =>
    placeholderOf(inside) ? [] : [`${whole} is no placeholder`],
  );
  if (unknown.length > 0) return unknown;
  if (rest.replaceAll(PLACEHOLDER, '').includes('{{')) return ['has a {{ that is never closed'];
  return stretchesOf(rest).flatMap((stretch) =>
    stretch.kind === 'query' ? queryFaults(stretch) : pathFaults(stretch),
  );
}

/** A template in parts, ready to be filled in; undefined for one that would not be saved. */
export function parseTemplate(text: string): Template | undefined {
  if (templateFaults(text).length > 0) return undefined;
  const [, , , rest = ''] = SHAPE.exec(text) ?? [];
  const { origin, host } = new URL(text.slice(0, text.length - rest.length));
  const parts: Part[] = [{ kind: 'literal', text: origin }];
  for (const stretch of stretchesOf(rest)) {
    const place: Place = stretch.kind === 'query' ? 'value' : 'path';
    let from = 0;
    for (const match of matchesIn(stretch.text)) {
      const placeholder = placeholderOf(match[1] ?? '');
      if (!placeholder) return undefined;
      parts.push({ kind: 'literal', text: stretch.text.slice(from, match.index) });
      parts.push({ kind: 'placeholder', placeholder, place });
      from = match.index + match[0].length;
    }
    parts.push({ kind: 'literal', text: stretch.text.slice(from) });
  }
  return { origin, host, parts };
}
