import { plain } from '@/lib/drift/template';
import type { EvidenceBody } from '@/lib/evidence/schema';

/** What is longer says something of its own: only a short answer can be the same as another. */
const LONGEST = 1000;
const WORD = /[\p{L}\p{N}]+(?:[._-]+[\p{L}\p{N}]+)*/gu;

const wordsOf = (text: string): string[] => plain(text).match(WORD) ?? [];

function textOf(body: EvidenceBody): string {
  switch (body.format) {
    case 'text':
      return body.text;
    case 'log':
      return body.lines.map(({ message }) => message).join('\n');
    case 'diff':
      return body.unified;
    default:
      return JSON.stringify(body);
  }
}

/**
 * What an answer says beyond the words of its question, so that "No logs found for cart" and "No
 * logs found for ad" are one answer, as are all that are empty. Numbers stand: another figure is
 * another answer. Null for one too long to be the same as another.
 */
export function answerOf(body: EvidenceBody, asked: string): string | null {
  const text = textOf(body);
  if (text.length > LONGEST) return null;
  const echoed = new Set(wordsOf(asked));
  return wordsOf(text)
    .filter((word) => !echoed.has(word))
    .join(' ');
}
