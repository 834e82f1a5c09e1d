import type { Pool } from 'pg';
import type { Acquirer } from './acquirer';
import { addToTotal, inTransaction, insertPayment, type Charge } from './ledger';

/** Release r17: asks the acquirer first, then books the payment in one short transaction. */
export async function charge(pool: Pool, acquirer: Acquirer, order: Charge): Promise<void> {
  const authorisation = await acquirer.authorise(order);
  await inTransaction(pool, async (client) => {
    await insertPayment(client, order, authorisation);
    await addToTotal(client, order);
  });
}
