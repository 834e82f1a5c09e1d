import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Forbidden, Invalid } from '@/lib/errors';
import { freezeStream } from '@/lib/freeze/fold';
import { demandNotYetFrozen, frozenThing } from '@/lib/freeze/rules';
import { EVERYTHING, type FreezeRow, type SetFreezeInput } from '@/lib/freeze/schema';
import { holdStill } from '@/lib/freeze/server/hold-still';
import { freezeNow } from '@/lib/freeze/server/load';
import { FREEZES } from '@/lib/freeze/server/topics';
import { activeFreezes, holdEverything } from '@/lib/freeze/server/unfrozen';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import { serviceProjection } from '@/lib/services/fold';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

async function demandKnown(tx: Tx, service: string): Promise<void> {
  if (service === EVERYTHING || (await tx.row(serviceProjection, service))) return;
  const message = 'is no service that anybody declared or named';
  throw new Invalid([{ path: 'service', message }], 'unknown-reference');
}

/**
 * Freezes everything, or one service: runs pause, grants that nobody redeemed are void, and until
 * two people lift it none is minted or redeemed, no run begins and none goes on. It reaches what is
 * of that service or targets it; what merely depends on it goes on.
 * @throws NotFound, Forbidden; Conflict `already-frozen`; Invalid `unknown-reference`
 */
export async function setFreeze(ctx: Ctx, input: SetFreezeInput): Promise<FreezeRow> {
  const { actor } = ctx;
  const { service } = input;
  if (!isPerson(actor)) throw new Forbidden('Only a person can freeze this.');
  demand(actor, 'freeze.set', { service }, 'This service');
  const hidden = maskSecrets(input.reason);
  const freeze = async (tx: Tx) => {
    await holdEverything(tx);
    const stream = freezeStream(service);
    await tx.lock(stream, service === EVERYTHING ? {} : { service });
    const active = (await activeFreezes(tx)).find((each) => each.service === service);
    demandNotYetFrozen(service, active);
    await demandKnown(tx, service);
    const saying = `${frozenThing(service)} was frozen by ${actor.name}: ${hidden.value}`;
    const reached = await holdStill(tx, { service, saying });
    const id = newId('frz');
    const payload = {
      freeze: id,
      service,
      reason: hidden.value,
      ...reached,
      ...maskedCount(hidden),
    };
    await tx.append(stream, [{ kind: 'freeze.set', payload }]);
    tx.nudge(FREEZES);
    return freezeNow(tx, id);
  };
  return write(ctx, freeze, { goesFirst: true });
}
