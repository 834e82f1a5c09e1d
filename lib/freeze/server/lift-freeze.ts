import 'server-only';
import { type Ctx, isPerson, type PersonActor } from '@/lib/access/actor';
import { Forbidden } from '@/lib/errors';
import { freezeStream } from '@/lib/freeze/fold';
import { demandAskable, demandSecondPerson, demandWithdrawable } from '@/lib/freeze/rules';
import type { AskLiftInput, FreezeRow } from '@/lib/freeze/schema';
import { freezeNow, holdFreeze, liftersNow } from '@/lib/freeze/server/load';
import { FREEZES } from '@/lib/freeze/server/topics';
import { newId } from '@/lib/ids';
import type { Draft } from '@/lib/log/append';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/** Runs one step of a lifting on a freeze that is held. @throws NotFound, Forbidden */
async function step(
  ctx: Ctx,
  freezeId: string,
  next: (tx: Tx, freeze: FreezeRow, person: PersonActor) => Promise<Draft>,
): Promise<FreezeRow> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only people can lift a freeze.');
  return write(ctx, async (tx) => {
    const freeze = await holdFreeze(tx, actor, freezeId);
    await tx.append(freezeStream(freeze.service), [await next(tx, freeze, actor)]);
    tx.nudge(FREEZES);
    return freezeNow(tx, freezeId);
  });
}

/**
 * The first of two people asks for a freeze to be lifted. A wish of somebody who may not lift it
 * any more does not stand in the way.
 * @throws Conflict `already-lifted`, `lift-requested`
 */
export async function askLift(
  ctx: Ctx,
  { freezeId, ...input }: AskLiftInput & { freezeId: string },
): Promise<FreezeRow> {
  const hidden = maskSecrets(input.reason);
  return step(ctx, freezeId, async (tx, freeze) => {
    const { liftRequest, service } = freeze;
    const counts = await liftersNow(tx, liftRequest ? [liftRequest.by.id] : [], service);
    demandAskable(freeze, liftRequest !== null && counts(liftRequest.by.id));
    const payload = {
      freeze: freezeId,
      request: newId('lft'),
      reason: hidden.value,
      ...maskedCount(hidden),
    };
    return { kind: 'freeze.lift_requested', payload };
  });
}

/** Who asked takes it back. @throws Conflict `already-lifted`, `no-lift-request`; Forbidden */
export async function withdrawLift(
  ctx: Ctx,
  { freezeId, requestId }: { freezeId: string; requestId: string },
): Promise<FreezeRow> {
  return step(ctx, freezeId, async (_tx, freeze, { id }) => {
    demandWithdrawable(freeze, requestId, id);
    const payload = { freeze: freezeId, request: requestId };
    return { kind: 'freeze.lift_withdrawn', payload };
  });
}

/**
 * The second person agrees, and the freeze is lifted. What it paused stays paused until a commander
 * lets each run go on; what it voided stays void.
 * @throws Conflict `already-lifted`, `no-lift-request`, `not-eligible`; Forbidden `second-person`
 */
export async function agreeLift(
  ctx: Ctx,
  { freezeId, requestId }: { freezeId: string; requestId: string },
): Promise<FreezeRow> {
  return step(ctx, freezeId, async (tx, freeze, { id }) => {
    const { liftRequest, service } = freeze;
    const both = liftRequest ? [id, liftRequest.by.id] : [id];
    demandSecondPerson(freeze, requestId, id, await liftersNow(tx, both, service));
    return { kind: 'freeze.lifted', payload: { freeze: freezeId, request: requestId } };
  });
}
