import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { projections } from '@/lib/composition';
import { whyKept } from '@/lib/erasure/rules';
import type { EraseInput } from '@/lib/erasure/schema';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { foldStreams } from '@/lib/log/build';
import { ERASING, eraseLeaves, holdingLeaves } from '@/lib/log/erase';
import type { ContentErased } from '@/lib/log/erased';
import { erasedDigest } from '@/lib/log/erasure-faults';
import { parseRows } from '@/lib/log/rows';
import { type Tx, write } from '@/lib/log/write';
import { personProjection } from '@/lib/people/fold';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { maskSecrets } from '@/lib/text/mask';
import { type ErasureReach, erasureReach, streamsOf } from './erasure-reach';
import { forgetAnswers } from './forget-answers';

/** A stream is folded whole, however long it is. */
const LONGEST_MS = 600_000;

/** The admin who answers for it. @throws NotFound, Forbidden */
async function demandAsker(tx: Tx, email: string): Promise<ContentErased['askedBy']> {
  const found = await tx.db.person.findMany({ where: { email, status: 'active' } });
  const [person] = parseRows(personProjection, found);
  if (!person) throw new NotFound('A person of this address who may sign in');
  const may = can({ ...person, type: 'person', sessionId: '' }, 'content.erase');
  if (!may.allowed) throw new Forbidden(may.reason);
  return { id: person.id, name: person.name };
}

/** The kept pages of these actions lose their text; says whose they were. */
async function eraseViews(tx: Tx, actionIds: string[]): Promise<string[]> {
  const where = { actionId: { in: actionIds }, text: { not: null } };
  const found = await tx.db.decisionView.findMany({
    where,
    select: { digest: true },
    orderBy: { digest: 'asc' },
  });
  await tx.db.decisionView.updateMany({ where, data: { text: null } });
  return found.map(({ digest }) => digest);
}

type Shared = Pick<ContentErased, 'subject' | 'askedBy' | 'reason'>;

async function eraseStream(
  tx: Tx,
  stream: string,
  { actions, ...reach }: ErasureReach,
  shared: Shared,
): Promise<ContentErased | undefined> {
  const { head } = await tx.lock(stream);
  const only = reach.subject.type === 'action' ? reach.subject.id : null;
  const leaves = await holdingLeaves(tx.db, stream, only);
  const own = actions.filter((action) => action.investigationId === stream);
  const views = await eraseViews(
    tx,
    own.map(({ id }) => id),
  );
  if (leaves.length === 0 && views.length === 0) return undefined;
  const seqs = leaves.map(({ seq }) => seq);
  await eraseLeaves(tx.db, stream, seqs, head + 1);
  const payload: ContentErased = {
    ...shared,
    leaves: leaves.length,
    fields: leaves.reduce((sum, { fields }) => sum + fields, 0),
    digest: erasedDigest(leaves.map(({ hash }) => hash)),
    views,
  };
  await tx.append(stream, [{ kind: ERASING, payload }]);
  return payload;
}

/**
 * Erases the free text and bodies of an incident, an investigation or an action from beside the log
 * and from every table, and the decision pages that were kept of it. Each stream that loses something
 * says so in an event of its own; leaves, hashes and digests stay. What was erased before stays as
 * it was erased then. For the command line alone.
 * @returns what was taken, by stream; nothing, where nothing was left
 * @throws NotFound, Forbidden; Conflict `action-open`
 */
export async function eraseContent(ctx: Ctx, input: EraseInput): Promise<ContentErased[]> {
  if (ctx.actor.id !== COMMAND_LINE.id) throw new Forbidden('Only the command line erases.');
  const { value: reason } = maskSecrets(input.reason);
  return write(
    ctx,
    async (tx) => {
      const askedBy = await demandAsker(tx, input.askedBy);
      for (const stream of streamsOf(await erasureReach(tx.db, input.id))) await tx.lock(stream);
      // Under lock: nothing is proposed or decided there from here on.
      const reach = await erasureReach(tx.db, input.id);
      const refusal = whyKept(reach.actions);
      if (refusal) throw new Conflict('action-open', refusal);
      const shared = { subject: reach.subject, askedBy, reason };
      const erased: ContentErased[] = [];
      const touched: string[] = [];
      for (const stream of streamsOf(reach)) {
        const one = await eraseStream(tx, stream, reach, shared);
        if (!one) continue;
        erased.push(one);
        touched.push(stream);
      }
      await foldStreams(tx.db, projections, touched);
      await forgetAnswers(tx, reach);
      return erased;
    },
    { longestMs: LONGEST_MS },
  );
}
