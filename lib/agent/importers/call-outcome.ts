import type { RecordedCall } from './recorded-run';

type Outcome = Pick<RecordedCall, 'status'> & { error?: string };

const DENIED =
  /^Command Rejected \(|^Permission denied|requires approval|was denied|user (rejected|doesn't want)/i;
const FAILED = [
  /^Command Rejected\b/,
  /^Dry-run failed\b/,
  /^error(:| from server| executing)/i,
  /^\[\w+\] Error\b/,
  /^\d+ validation errors? for /,
  /^meta=.*\bisError=True\b/s,
  /^Submission failed\b/,
  /^Traceback \(most recent call last\)/,
];

/**
 * How a call ended, read from what it answered: recorders keep a flag of their own that stays
 * true when a command was refused ("Dry-run failed", "Command Rejected").
 */
export function outcomeOf(output: string, flag: boolean): Outcome {
  const text = output.trimStart();
  const first = text.split('\n').slice(0, 2).join(' ').slice(0, 500);
  if (DENIED.test(text)) return { status: 'denied', error: first };
  if (FAILED.some((pattern) => pattern.test(text))) return { status: 'error', error: first };
  return flag
    ? { status: 'ok' }
    : { status: 'error', error: first || 'The recorder says it failed.' };
}
