/** What `npm run admin -- erase` does: says what it would take, asks, and takes it. */
import { createInterface } from 'node:readline/promises';
import type { ErasurePreview } from '@/lib/erasure/server/preview-erasure';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What would go, and what would stay. */
const sayPreview = ({ subject, leaves, fields, views }: ErasurePreview): string =>
  `${subject.type} ${subject.id}: ${count(fields, 'text', 'texts')} of ${count(leaves, 'event', 'events')} and ${count(views, 'kept decision page', 'kept decision pages')}.
They are erased for good. Who did what and when, hashes and digests stay, and with them every proof.
Copies outside this database, as in backups and its write-ahead log, are not reached.`;

/** Whether whoever sits there types the id again; nobody there is a no. */
async function isMeant(id: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`Type ${id} to erase it: `)).trim() === id;
  } finally {
    terminal.close();
  }
}

export interface EraseCommand {
  id: string;
  reason: string | undefined;
  /** The address of the admin who answers for it. */
  by: string | undefined;
  isSure: boolean;
}

/** @returns the exit code: 1 where nothing was erased although there is something. */
export async function eraseFromTerminal({ id, reason, by, isSure }: EraseCommand): Promise<number> {
  const { eraseInput } = await import('@/lib/erasure/schema');
  const { previewErasure } = await import('@/lib/erasure/server/preview-erasure');
  const { eraseContent } = await import('@/lib/erasure/server/erase-content');
  const { COMMAND_LINE } = await import('@/lib/people/server/invite-person');
  const input = eraseInput.safeParse({ id, reason: reason ?? '', askedBy: by ?? '' });
  if (!input.success) {
    const options: Record<string, string> = { reason: '--reason', askedBy: '--by' };
    const issues = input.error.issues.map(
      ({ path: [field = ''], message }) => `${options[String(field)] ?? String(field)}: ${message}`,
    );
    throw new Error(issues.join('\n'));
  }
  const preview = await previewErasure(id);
  if (preview.refusal) throw new Error(preview.refusal);
  if (preview.leaves + preview.views === 0) {
    console.log(`${preview.subject.type} ${id}: nothing is left that could be erased.`);
    return 0;
  }
  console.log(sayPreview(preview));
  if (!isSure && !(await isMeant(id))) {
    console.log('Nothing was erased. Say it again with --yes to erase it.');
    return 1;
  }
  const ctx = { actor: COMMAND_LINE, requestId: 'command-line' };
  const erased = await eraseContent(ctx, input.data);
  const leaves = erased.reduce((sum, each) => sum + each.leaves, 0);
  const views = erased.reduce((sum, each) => sum + each.views.length, 0);
  console.log(
    `Erased: the texts of ${count(leaves, 'event', 'events')}, ${count(views, 'kept decision page', 'kept decision pages')}. The record says so in ${count(erased.length, 'event', 'events')} of its own.`,
  );
  return 0;
}
