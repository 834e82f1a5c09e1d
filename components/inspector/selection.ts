import type { StoredEvent } from '@/lib/log/schema';

/** What the inspector shows, as it stands in the URL's `sel`. */
export type Selection =
  | { type: 'event'; stream: 'run' | 'incident'; seq: number }
  | { type: 'step' | 'evidence' | 'hypothesis' | 'checkpoint' | 'action'; id: string }
  | { type: 'directive' | 'grant' | 'execution'; id: string }
  /** What people were told of, or one event of that: `ntc_…`, `ntc_…/3`. */
  | { type: 'notice'; id: string }
  /** Of the investigation itself: `drift`. */
  | { type: 'run'; id: string };

const TYPES = {
  step: 'step',
  ev: 'evidence',
  hyp: 'hypothesis',
  chk: 'checkpoint',
  act: 'action',
  dir: 'directive',
  grt: 'grant',
  exe: 'execution',
  ntc: 'notice',
  run: 'run',
} as const;

/** `e:12`, `i:3`, `ev:E7`: undefined for what is none of ours. */
export function parseSelection(text: string | null): Selection | undefined {
  const [, prefix = '', id = ''] = /^([a-z]{1,4}):(.{1,80})$/.exec(text ?? '') ?? [];
  if (prefix === 'e' || prefix === 'i') {
    const stream = prefix === 'i' ? 'incident' : 'run';
    return /^\d{1,9}$/.test(id) ? { type: 'event', stream, seq: Number(id) } : undefined;
  }
  if (!Object.hasOwn(TYPES, prefix) || id === '') return undefined;
  return { type: TYPES[prefix as keyof typeof TYPES], id };
}

/** What an event is best shown as: the evidence it brought, the stop point it asks for. */
export function focusOf({ kind, payload }: StoredEvent): Selection | undefined {
  const { evidence, hypothesis } = payload as {
    evidence?: { id?: unknown };
    hypothesis?: { id?: unknown };
  };
  const as = (type: Exclude<Selection['type'], 'event'>, id: unknown): Selection | undefined =>
    typeof id === 'string' ? { type, id } : undefined;
  if (kind === 'evidence.recorded') return as('evidence', evidence?.id);
  if (kind === 'hypothesis.proposed') return as('hypothesis', hypothesis?.id);
  if (kind.startsWith('checkpoint.')) return as('checkpoint', payload.checkpoint);
  if (kind === 'action.proposed' || kind === 'action.amended') return as('action', payload.action);
  return undefined;
}
