import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demandCommanding, demandNoOffer, demandOffer } from '@/lib/command/rules';
import type { HandoverRow, OfferCommandInput } from '@/lib/command/schema';
import { companyOf } from '@/lib/command/server/company';
import { holdCommand, offerNow } from '@/lib/command/server/hold-offer';
import { Invalid } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** Whoever commands an incident offers that to another, with a summary. They command until it is accepted. */
export async function offerCommand(
  ctx: Ctx,
  { id, to, summary }: OfferCommandInput & { id: string },
): Promise<HandoverRow> {
  return write(ctx, async (tx) => {
    const { incident, offer } = await holdCommand(tx, ctx, id);
    demandCommanding(ctx.actor.id, incident.commanderId);
    demandNoOffer(offer);
    const company = await companyOf(tx.db, incident);
    const other = company.find((each) => each.id === to && each.mayCommand);
    if (!other || to === ctx.actor.id) {
      const message = 'must be another active person with the commander role for this service';
      throw new Invalid([{ path: 'to', message }], 'unknown-reference');
    }
    const payload = {
      handover: newId('hov'),
      to,
      toName: other.name,
      summary: maskSecrets(summary).value,
    };
    await tx.append(id, [{ kind: 'command.offered', payload }]);
    tx.nudge(INCIDENTS);
    return offerNow(tx, id);
  });
}

/** Whoever offered command takes the offer back. */
export async function withdrawOffer(ctx: Ctx, { id }: { id: string }): Promise<HandoverRow> {
  return write(ctx, async (tx) => {
    const { incident, offer } = await holdCommand(tx, ctx, id);
    const { id: handover } = demandOffer(offer);
    demandCommanding(ctx.actor.id, incident.commanderId);
    await tx.append(id, [{ kind: 'command.withdrawn', payload: { handover } }]);
    tx.nudge(INCIDENTS);
    return offerNow(tx, id);
  });
}
