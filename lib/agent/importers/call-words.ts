import type { RecordedCall } from './recorded-run';

const MOST = 300;

const oneLine = (text: string): string => {
  // Where its errors go is nothing that a reader of titles asks; the query keeps it.
  const line = text
    .replaceAll(/\\\n/g, ' ')
    .replaceAll(/\s*\b2>&1(?=\s|$)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= MOST ? line : `${line.slice(0, MOST - 1)}…`;
};

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** What a call asked for, exactly: its command, its one query, or its arguments by name. */
export function queryOf({ command, args }: RecordedCall): string {
  if (command !== undefined) return command;
  if (typeof args !== 'object' || args === null) return args === undefined ? '' : valueText(args);
  if (Array.isArray(args)) return args.map(valueText).join(', ');
  const given = Object.entries(args);
  const [only] = given;
  if (given.length === 1 && only && typeof only[1] === 'string') return only[1];
  return given.map(([name, value]) => `${name}=${valueText(value)}`).join(' ');
}

/** A call in a line: its command, or the tool and what it was asked. */
export const titleOf = (call: RecordedCall): string =>
  oneLine(call.command ?? `${call.tool} ${queryOf(call)}`) || call.tool;
