import type { ReadingFault } from './recorded-run';

export interface JsonLine {
  /** Counted from 1, as editors do. */
  line: number;
  value: Record<string, unknown>;
}

/** The objects of a JSON Lines text; lines that are none are told, not silently dropped. */
export function readJsonLines(text: string): { lines: JsonLine[]; faults: ReadingFault[] } {
  const lines: JsonLine[] = [];
  const faults: ReadingFault[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.trim() === '') continue;
    const line = index + 1;
    try {
      const value: unknown = JSON.parse(raw);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        lines.push({ line, value: value as Record<string, unknown> });
      } else {
        faults.push({ place: `line ${line}`, message: 'is JSON, but not an object' });
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      faults.push({ place: `line ${line}`, message: `is not JSON: ${why}` });
    }
  }
  return { lines, faults };
}

/** A sentence on what the schema found wrong, for people. */
export function whatIsWrong(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || 'the record'}: ${issue.message}`)
    .join('; ');
}
