import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { write } from '@/lib/log/write';
import type { PasskeyOut } from '@/lib/passkeys/output';
import { holdPerson } from '@/lib/people/server/existing-person';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';
import { demandKeeper, ownPasskey } from './own-passkeys';
import { showPasskey } from './show-passkeys';

/** Calls a passkey of one's own something else. The same name again makes no history. @throws NotFound */
export async function renamePasskey(
  ctx: Ctx,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<PasskeyOut> {
  const { id: personId } = demandKeeper(ctx);
  const hidden = maskSecrets(name);
  return write(ctx, async (tx) => {
    await holdPerson(tx, personId);
    const row = await ownPasskey(tx, personId, passkeyId);
    if (row.name === hidden.value) return showPasskey(row);
    const payload = { passkey: passkeyId, name: hidden.value, ...maskedCount(hidden) };
    await tx.append(personId, [{ kind: 'person.passkey_renamed', payload }]);
    return showPasskey(await ownPasskey(tx, personId, passkeyId));
  });
}
