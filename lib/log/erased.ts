import { z } from 'zod';

export const erasureSubject = z.object({
  type: z.enum(['incident', 'investigation', 'action']),
  id: z.string(),
});
export type ErasureSubject = z.infer<typeof erasureSubject>;

/** What stands in each stream from which content was erased: who, why, and how much. */
export const contentErased = z.object({
  subject: erasureSubject,
  /** Events of this stream that lost their content, and values that they lost. */
  leaves: z.number().int(),
  fields: z.number().int(),
  /** SHA-256 over the hashes of those events, in the order of seq, lowercase hex. */
  digest: z.string(),
  /** Digests of the kept decision pages whose text went with it. */
  views: z.array(z.string()),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  reason: z.string(),
});
export type ContentErased = z.infer<typeof contentErased>;

/** One erasure as its sentence needs it. */
export interface Erasure extends Pick<ContentErased, 'askedBy' | 'reason'> {
  at: string;
}

/** The shortest that any erasable value may be at most: a tool's name. */
const LONGEST = 200;
const LONGEST_NAME = 60;

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;

/** "2026-11-25 by Noor Haddad, because …": who answers for it, and why. */
export const erasureWords = ({ at, askedBy, reason }: Erasure): string =>
  `${at.slice(0, 10)} by ${cut(askedBy.name, LONGEST_NAME)}, because ${reason}`;

/** What stands in the place of an erased text, wherever it stood. */
export const erasedText = (erasure: Erasure): string =>
  `[${cut(`Erased on ${erasureWords(erasure)}`, LONGEST - 2)}]`;

const within = (text: string) => ({ erased: text });

/** Values that are no text keep a form that their readers know. */
const FORMS: Record<string, (text: string) => unknown> = {
  alerts: () => [],
  owners: (text) => [text],
  exceeds: () => [],
  observed: within,
  'evidence.body': (text) => ({ format: 'text', text }),
  'contents.command': (text) => ({ argv: [text] }),
  'contents.parameters': within,
  'contents.expects': within,
  'contents.rollback': (text) => ({ text }),
};

/** What is read in the place of the value that stood at a path. */
export const erasedValue = (path: string, text: string): unknown => FORMS[path]?.(text) ?? text;
