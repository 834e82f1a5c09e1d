import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demandAnswerer, demandOffer } from '@/lib/command/rules';
import type { AnswerOfferInput, HandoverRow } from '@/lib/command/schema';
import { holdCommand, offerNow } from '@/lib/command/server/hold-offer';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import type { Draft } from '@/lib/log/append';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** Whoever was offered command accepts it, and commands from then on, or declines. */
export async function answerOffer(
  ctx: Ctx,
  { id, answer, reason }: AnswerOfferInput & { id: string },
): Promise<HandoverRow> {
  return write(ctx, async (tx) => {
    const held = await holdCommand(tx, ctx, id);
    const offer = demandOffer(held.offer);
    demandAnswerer(offer, ctx.actor.id);
    const handover = offer.id;
    const said = reason ? maskSecrets(reason).value : null;
    const drafts: Draft[] =
      answer === 'accept'
        ? [
            { kind: 'command.accepted', payload: { handover } },
            { kind: 'incident.changed', payload: { changes: { commanderId: ctx.actor.id } } },
          ]
        : [{ kind: 'command.declined', payload: { handover, reason: said } }];
    await tx.append(id, drafts);
    tx.nudge(INCIDENTS);
    return offerNow(tx, id);
  });
}
