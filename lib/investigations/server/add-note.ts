import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { Invalid } from '@/lib/errors';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
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

/** A person adds a note to the timeline, or a comment on a claim, which stands beside that too. */
export async function addNote(
  ctx: Ctx,
  { id, text, hypothesisId }: NoteInput & { id: string },
): Promise<WireEvent> {
  return write(ctx, async (tx) => {
    await holdInvestigation(tx, ctx.actor, 'note.add', id);
    if (hypothesisId !== undefined) await demandClaim(tx, id, hypothesisId);
    const said = maskSecrets(text);
    const about = hypothesisId === undefined ? {} : { hypothesisId };
    const payload = { text: said.value, ...about };
    const [event] = await tx.append(id, [{ kind: 'note.added', payload }]);
    if (!event) throw new Error('A note was appended and is not there.');
    return toWire(event);
  });
}
