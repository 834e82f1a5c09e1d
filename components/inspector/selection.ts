/** What the inspector shows, as it stands in the URL's `sel`. */
export type Selection =
  | { type: 'event'; stream: 'run' | 'incident'; seq: number }
  | { type: 'step' | 'evidence' | 'hypothesis' | 'checkpoint' | 'action'; id: string }
  | { type: 'directive' | 'grant' | 'execution'; id: string };

const TYPES = {
  step: 'step',
  ev: 'evidence',
  hyp: 'hypothesis',
  chk: 'checkpoint',
  act: 'action',
  dir: 'directive',
  grt: 'grant',
  exe: 'execution',
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
