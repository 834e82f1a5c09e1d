import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { companyOf } from '@/lib/command/server/company';
import { Invalid } from '@/lib/errors';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { NoteInput } from '@/lib/investigations/schema-input';
import { holdInvestigation } from '@/lib/investigations/server/load';
import { toWire, type WireEvent } from '@/lib/log/schema';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

async function demandClaim(tx: Tx, id: string, hypothesisId: string): Promise<void> {
  if (await tx.row(hypothesisProjection, `${id}/${hypothesisId}`)) return;
  const message = 'names no hypothesis of this investigation';
  throw new Invalid([{ path: 'hypothesisId', message }], 'unknown-reference');
}

/** The people named, by id and by what they are called: only who can see the incident may be. */
async function named(tx: Tx, row: InvestigationRow, mentions: string[]) {
  if (mentions.length === 0) return {};
  const company = new Map((await companyOf(tx.db, row)).map(({ id, name }) => [id, name]));
  const faults = mentions.flatMap((id, i) =>
    company.has(id)
      ? []
      : [{ path: `mentions.${i}`, message: 'names nobody who can see this incident' }],
  );
  if (faults.length > 0) throw new Invalid(faults, 'unknown-reference');
  return { mentions, mentionNames: mentions.map((id) => company.get(id) ?? id) };
}

/**
 * A person adds a note to the timeline, or a comment on a claim, which stands beside that too. The
 * people named in it are told.
 */
export async function addNote(
  ctx: Ctx,
  { id, text, hypothesisId, mentions = [] }: NoteInput & { id: string },
): Promise<WireEvent> {
  return write(ctx, async (tx) => {
    const { row } = await holdInvestigation(tx, ctx.actor, 'note.add', id);
    const to = await named(tx, row, mentions);
    if (hypothesisId !== undefined) await demandClaim(tx, id, hypothesisId);
    const said = maskSecrets(text);
    const about = hypothesisId === undefined ? {} : { hypothesisId };
    const payload = { text: said.value, ...about, ...to };
    const [event] = await tx.append(id, [{ kind: 'note.added', payload }]);
    if (!event) throw new Error('A note was appended and is not there.');
    if (mentions.length > 0) tx.nudge(INCIDENTS);
    return toWire(event);
  });
}
