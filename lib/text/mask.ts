import 'server-only';
import { type Hit, presetHits } from './mask-preset';
import { OWN_RULES, SECRET_NAME, SUSPICIOUS, isSecretValue } from './mask-rules';

export interface Masked<T> {
  /** The same value, the very same object when nothing was masked. */
  value: T;
  /** How many secrets were masked. */
  masked: number;
  /** The rules that found them, each once. */
  rules: string[];
}

const ownHits = (text: string): Hit[] =>
  OWN_RULES.flatMap(({ id, pattern, isReal }) =>
    Array.from(text.matchAll(pattern), (match) => {
      const secret = match.groups?.secret ?? match[0];
      if (isReal && !isReal(secret)) return undefined;
      // A named group ends its match but for a closing character, so the last place is the right one.
      const start = match.index + match[0].lastIndexOf(secret);
      return { start, end: start + secret.length, rule: id };
    }).filter((hit) => hit !== undefined),
  );

/** Hits that touch become one, under the name of the first and widest. */
const merge = (hits: Hit[]): Hit[] => {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: Hit[] = [];
  for (const hit of sorted) {
    const last = merged.at(-1);
    if (last && hit.start < last.end) last.end = Math.max(last.end, hit.end);
    else merged.push({ ...hit });
  }
  return merged;
};

const KEY_EDGE = /-----(?:BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY/;
const KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/;
const KEY_LINE = /^\s*[A-Za-z0-9+/]{40,}={0,2}\s*$/;

class Masker {
  count = 0;
  readonly rules = new Set<string>();
  /** A log gives a key's lines as strings of their own, of which only the first tells. */
  #isInKey = false;

  text(text: string): string {
    if (this.#isInKey && KEY_LINE.test(text)) return this.#mask('private-key');
    if (!SUSPICIOUS.test(text)) return text;
    if (KEY_EDGE.test(text)) this.#isInKey = !KEY_END.test(text);
    const hits = merge([...ownHits(text), ...presetHits(text)]);
    if (hits.length === 0) return text;
    let from = 0;
    const parts = hits.map((hit) => {
      const part = text.slice(from, hit.start) + this.#mask(hit.rule);
      from = hit.end;
      return part;
    });
    return parts.join('') + text.slice(from);
  }

  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return this.#array(value);
    return typeof value === 'object' && value !== null ? this.#object(value) : value;
  }

  #mask(rule: string): string {
    this.count++;
    this.rules.add(rule);
    return `[masked: ${rule}]`;
  }

  #array(items: unknown[]): unknown[] {
    let changed: unknown[] | undefined;
    for (let i = 0; i < items.length; i++) {
      const masked = this.value(items[i]);
      if (masked !== items[i]) (changed ??= items.slice())[i] = masked;
    }
    return changed ?? items;
  }

  #object(members: object): object {
    let isChanged = false;
    const entries = Object.entries(members).map(([name, value]: [string, unknown]) => {
      const isNamed = typeof value === 'string' && SECRET_NAME.test(name) && isSecretValue(value);
      const entry: [string, unknown] = [
        this.text(name),
        isNamed ? this.#mask('named-field') : this.value(value),
      ];
      if (entry[0] !== name || entry[1] !== value) isChanged = true;
      return entry;
    });
    return isChanged ? Object.fromEntries(entries) : members;
  }
}

/**
 * Masks secrets of known shapes in every string of a JSON value, names of members included. Each
 * becomes `[masked: RULE]`. Masking what is masked changes nothing more.
 */
export function maskSecrets<T>(value: T): Masked<T> {
  const masker = new Masker();
  const masked = masker.value(value) as T;
  return { value: masked, masked: masker.count, rules: [...masker.rules].toSorted() };
}
