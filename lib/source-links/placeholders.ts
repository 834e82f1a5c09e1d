/** What a template may name. Free text may hold anything; the rest is of a safe alphabet. */
export const FREE_FIELDS = ['query', 'service', 'environment'] as const;
export const WORD_FIELDS = ['namespace', 'trace_id'] as const;
export const INSTANT_FIELDS = ['from', 'to'] as const;

export type FreeField = (typeof FREE_FIELDS)[number];
export type WordField = (typeof WORD_FIELDS)[number];
export type InstantField = (typeof INSTANT_FIELDS)[number];
export type Field = FreeField | WordField | InstantField;

/** How free text is escaped before it is percent-encoded: by the text that it stands within. */
export type TextForm = 'plain' | 'json' | 'rison';
export type InstantForm = 'ms' | 's' | 'us' | 'iso';

export type Placeholder = { fallback: string | undefined } & (
  | { field: FreeField; form: TextForm }
  | { field: WordField; form: 'plain' }
  | { field: InstantField; form: InstantForm }
);

/** As an admin writes them. */
export const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

export const isFree = (placeholder: Placeholder): boolean =>
  FREE_FIELDS.some((field) => field === placeholder.field);

const TEXT_FORMS: Record<string, TextForm> = { '': 'plain', json: 'json', rison: 'rison' };
const INSTANT_FORMS: Record<string, InstantForm> = { ms: 'ms', s: 's', us: 'us', iso: 'iso' };
const INSIDE = /^([a-z_]+)(?:\.([a-z]+))?(?:\|([A-Za-z0-9._:+-]{1,60}))?$/;

/** `query`, `query.json`, `from.ms`, `to.ms|now`: undefined for what is no placeholder of ours. */
export function placeholderOf(inside: string): Placeholder | undefined {
  const [, name, suffix = '', fallback] = INSIDE.exec(inside) ?? [];
  if (name === undefined) return undefined;
  const free = FREE_FIELDS.find((field) => field === name);
  const word = WORD_FIELDS.find((field) => field === name);
  const instant = INSTANT_FIELDS.find((field) => field === name);
  if (free) {
    const form = Object.hasOwn(TEXT_FORMS, suffix) ? TEXT_FORMS[suffix] : undefined;
    return form && { field: free, form, fallback };
  }
  if (word) return suffix === '' ? { field: word, form: 'plain', fallback } : undefined;
  if (instant) {
    const form = Object.hasOwn(INSTANT_FORMS, suffix) ? INSTANT_FORMS[suffix] : undefined;
    return form && { field: instant, form, fallback };
  }
  return undefined;
}
