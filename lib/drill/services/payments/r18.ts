import type { Pool } from 'pg';
import type { Acquirer } from './acquirer';
import { addToTotal, inTransaction, insertPayment, type Charge } from './ledger';

/**
 * Release r18: "keep the merchant's total in step with authorisations". Its fault is real: it locks
 * the one row every payment needs and holds that lock while it talks to the acquirer, so payments
 * queue behind each other and time out once they arrive faster than one round trip each.
 */
export async function charge(pool: Pool, acquirer: Acquirer, order: Charge): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(`SELECT 1 FROM shop_merchant_total WHERE merchant = 'shop' FOR UPDATE`);
    await addToTotal(client, order);
    const authorisation = await acquirer.authorise(order);
    await insertPayment(client, order, authorisation);
  });
}
