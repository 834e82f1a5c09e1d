import type { Field, Placeholder } from './placeholders';
import type { LinkFacts } from './schema';
import { parseTemplate, type Part } from './template';

/** What proxies and servers take; a longer address fails somewhere unseen. */
const MOST_CHARACTERS = 8000;

export type Expansion =
  | { ok: true; href: string; host: string }
  /** `missing`: a field that this observation does not state, or states twice. */
  | { ok: false; why: 'template' | 'path' | 'long' | 'text' }
  | { ok: false; why: 'missing'; field: Field };

/** The one thing of its kind in a text: two, and nobody can say which was meant. */
const only = (text: string, pattern: RegExp): string | undefined => {
  const found = new Set([...text.matchAll(pattern)].map((match) => (match[1] ?? '').toLowerCase()));
  return found.size === 1 ? [...found][0] : undefined;
};

const NAMESPACE =
  /(?:\bnamespace(?:_name)?["']?\s*(?:=~?|:)\s*["']?|(?:^|\s)(?:-n|--namespace)[ =])([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\b/gi;
const TRACE_ID = /(?<![0-9a-z])([0-9a-f]{32})(?![0-9a-z])/gi;
const SHORT_TRACE_ID = /(?<![0-9a-z])([0-9a-f]{16})(?![0-9a-z])/gi;

function statedBy(facts: LinkFacts, field: Field): string | undefined {
  const query = facts.query ?? '';
  switch (field) {
    case 'query':
      return facts.query ?? undefined;
    case 'service':
      return facts.service;
    case 'environment':
      return facts.environment;
    case 'namespace':
      return only(query, NAMESPACE);
    case 'trace_id':
      return only(query, TRACE_ID) ?? only(query, SHORT_TRACE_ID);
    case 'from':
      return facts.observedFrom ?? undefined;
    case 'to':
      return facts.observedTo ?? undefined;
  }
}

function written(stated: string, { form }: Placeholder): string {
  const ms = () => Date.parse(stated);
  switch (form) {
    case 'plain':
      return stated;
    case 'json':
      return JSON.stringify(stated).slice(1, -1);
    case 'rison':
      return stated.replaceAll(/[!']/g, (each) => `!${each}`);
    case 'ms':
      return String(ms());
    case 's':
      return String(Math.floor(ms() / 1000));
    case 'us':
      return `${ms()}000`;
    case 'iso':
      return new Date(ms()).toISOString();
  }
}

/** RFC 3986: everything but unreserved characters, among them those that `encodeURIComponent` leaves. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Servers decode a path before they walk it, so a slash or a dot segment would lead elsewhere. */
const isSafeInPath = (value: string): boolean =>
  !/[/\\\p{Cc}]/u.test(value) && value !== '' && !/^\.+$/.test(value);

function valueOf(part: Extract<Part, { kind: 'placeholder' }>, facts: LinkFacts) {
  const { placeholder, place } = part;
  const stated = statedBy(facts, placeholder.field);
  if (stated === undefined || stated === '')
    return placeholder.fallback === undefined
      ? { ok: false as const, why: 'missing' as const, field: placeholder.field }
      : { ok: true as const, text: encoded(placeholder.fallback) };
  // Half of a surrogate pair has no encoding.
  if (/\p{Surrogate}/u.test(stated)) return { ok: false as const, why: 'text' as const };
  const value = written(stated, placeholder);
  if (place === 'path' && !isSafeInPath(value)) return { ok: false as const, why: 'path' as const };
  return { ok: true as const, text: encoded(value) };
}

/** A template filled in with one observation. It never leads to another origin than the template's. */
export function expandTemplate(template: string, facts: LinkFacts): Expansion {
  const parsed = parseTemplate(template);
  if (!parsed) return { ok: false, why: 'template' };
  let href = '';
  for (const part of parsed.parts) {
    if (part.kind === 'literal') {
      href += part.text;
      continue;
    }
    const value = valueOf(part, facts);
    if (!value.ok) return value;
    href += value.text;
  }
  if (href.length > MOST_CHARACTERS) return { ok: false, why: 'long' };
  return new URL(href).origin === parsed.origin
    ? { ok: true, href, host: parsed.host }
    : { ok: false, why: 'template' };
}
