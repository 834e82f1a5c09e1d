import { createTwoFilesPatch } from 'diff';
import type { ActionCommand, ActionContents } from '@/lib/actions/schema';
import { quoteArgument } from './quote-argument';

export interface FieldChange {
  field: string;
  label: string;
  /** A unified diff of the field as lines, old to new. */
  unified: string;
}

/** What people compare, in the page's order; ids and the version number differ by themselves. */
const labels: Partial<Record<keyof ActionContents, string>> = {
  kind: 'Kind of action',
  title: 'Title',
  target: 'Target',
  command: 'Command',
  parameters: 'Parameters',
  expects: 'What it expects to find',
  diff: 'Diff',
  dryRun: 'Dry run',
  rationale: 'Rationale',
  hypothesisId: 'Cause it rests on',
  hypothesisStatement: 'The cause, as stated',
  evidenceIds: 'Evidence named',
  evidenceDigests: 'Evidence, by digest',
  blastRadius: 'Blast radius claimed',
  reversibility: 'Reversibility claimed',
  rollback: 'Rollback',
  expectedEffect: 'Expected effect',
  verification: 'Verification',
  rollbackOf: 'Rollback of',
  risk: 'Risk',
  catalogue: 'What the catalogue says',
  requirements: 'What policy asks for',
  policy: 'Policy',
  proposerId: 'Proposed by',
  executorId: 'Carried out by',
};

/** Every bound field that two versions do not share, each as a diff of its lines. */
export function versionChanges(before: ActionContents, after: ActionContents): FieldChange[] {
  const fields = Object.keys(labels) as (keyof ActionContents)[];
  return fields.flatMap((field) => {
    const [old, young] = [linesOf(field, before), linesOf(field, after)];
    if (old === young) return [];
    const label = labels[field] ?? field;
    const unified = createTwoFilesPatch(label, label, old, young, undefined, undefined, {
      context: 3,
    });
    return [{ field, label, unified: unified.slice(unified.indexOf('--- ')) }];
  });
}

function linesOf(field: keyof ActionContents, contents: ActionContents): string {
  const value = contents[field];
  if (value === undefined) return '';
  const text =
    field === 'command'
      ? commandLines(contents.command)
      : typeof value === 'string'
        ? value
        : json(value);
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** An argument a line, so that a change of one is a change of one line. */
function commandLines(command: ActionCommand): string {
  if ('argv' in command) return command.argv.map((each) => quoteArgument(each)).join('\n');
  return 'patch' in command ? command.patch.text : json(command.request);
}

const json = (value: unknown): string => JSON.stringify(value, sortKeys, 2);

/** Keys in one order, since the order that a sender chose means nothing. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
