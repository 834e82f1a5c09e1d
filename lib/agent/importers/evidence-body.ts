import type { EvidenceBody } from '@/lib/evidence/schema';
import { isCarriable } from './carriable';
import { logBody } from './log-body';
import { jsonOfPython, unwrapped } from './python-text';
import { tableBody } from './table-body';

/** Room for the rest of the event in a post of 1 MiB, in UTF-8 bytes of JSON. */
const MAX_BODY_BYTES = 700_000;

const encoder = new TextEncoder();
const sizeOf = (value: unknown) => encoder.encode(JSON.stringify(value)).length;

export interface ReadBody {
  body: EvidenceBody;
  /** The text was longer than one post takes: only its beginning is in the body. */
  isCut: boolean;
}

/** The form that shows a tool's output best; plain text wherever there is doubt. */
export function readBody(printed: string, isLog: boolean): ReadBody {
  const output = unwrapped(printed);
  const body = diffBody(output) ?? jsonBody(output) ?? (isLog ? logBody(output) : undefined);
  const chosen = body ?? tableBody(output) ?? { format: 'text' as const, text: output };
  if (sizeOf(chosen) <= MAX_BODY_BYTES) return { body: chosen, isCut: false };
  let text = output;
  while (sizeOf(text) > MAX_BODY_BYTES) text = text.slice(0, Math.floor(text.length * 0.8));
  return { body: { format: 'text', text }, isCut: true };
}

function diffBody(output: string): EvidenceBody | undefined {
  const isDiff = /^(diff |--- )/.test(output) && /^\+\+\+ /m.test(output) && /^@@ /m.test(output);
  return isDiff ? { format: 'diff', unified: output } : undefined;
}

function jsonBody(output: string): EvidenceBody | undefined {
  const trimmed = output.trim();
  if (!/^[[{]/.test(trimmed)) return undefined;
  const read = parsed(trimmed) ?? parsed(jsonOfPython(trimmed) ?? '');
  return read && isCarriable(read.value) ? { format: 'json', value: read.value } : undefined;
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Cut, or JSON lines, or no JSON at all: another form shows it.
    return undefined;
  }
}
