import type { ImportPreview } from '@/lib/services/output';
import { plainLine } from '@/lib/text/plain-line';

const MARKS = { added: '+', changed: '~', unchanged: ' ' } as const;

/** What an import would do, line by line, for a terminal. */
export function sayPreview(path: string, preview: ImportPreview): string {
  const { services, faults, notices, untouched } = preview;
  const lines: string[] = [];
  for (const { change, name, changes, notices: own } of services) {
    lines.push(`${MARKS[change]} ${name}`);
    for (const { field, before, after } of changes) {
      lines.push(`    ${field}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`);
    }
    lines.push(...own.map((notice) => `    ${notice}`));
  }
  lines.push(...notices);
  if (untouched > 0) lines.push(`${untouched} not in the file: left as they are.`);
  for (const { line, path: field, message } of faults) {
    lines.push(`${path}:${line}: ${field ? `${field} ` : ''}${message}`);
  }
  if (faults.length > 0) lines.push('Nothing was changed: the file has faults.');
  return lines.map(plainLine).join('\n');
}
