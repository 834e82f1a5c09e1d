import type { Pool, PoolClient } from 'pg';

export interface Charge {
  orderId: string;
  customer: string;
  currency: string;
  amountCents: number;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS shop_payment (
    order_id text PRIMARY KEY,
    customer text NOT NULL,
    currency text NOT NULL,
    amount_cents bigint NOT NULL,
    authorisation text NOT NULL,
    paid_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS shop_payment_paid_at ON shop_payment (paid_at);
  CREATE TABLE IF NOT EXISTS shop_merchant_total (
    merchant text PRIMARY KEY,
    amount_cents bigint NOT NULL
  );
  INSERT INTO shop_merchant_total VALUES ('shop', 0) ON CONFLICT DO NOTHING;
`;

/** Two instances may start together during a rollout; only one may create at a time. */
const SCHEMA_LOCK = 4_104_200;

/** Makes payments' tables in its own role's schema; harmless when they exist. */
export async function createTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
    // Even what IF NOT EXISTS finds in place locks the table, against payments that are under way.
    const { rowCount } = await client.query(
      `SELECT FROM pg_class WHERE oid = to_regclass('shop_merchant_total')`,
    );
    if (rowCount === 0) await client.query(TABLES);
    await client.query('SELECT pg_advisory_unlock($1)', [SCHEMA_LOCK]);
  } finally {
    client.release();
  }
}

/** Runs `work` in a transaction on one connection of the pool. */
export async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>) {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').catch(() => undefined); // the connection is dropped below
    throw error;
  } finally {
    client.release(failure);
  }
}

export async function insertPayment(client: PoolClient, charge: Charge, authorisation: string) {
  await client.query(
    `INSERT INTO shop_payment (order_id, customer, currency, amount_cents, authorisation)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id) DO NOTHING`,
    [charge.orderId, charge.customer, charge.currency, charge.amountCents, authorisation],
  );
}

export async function addToTotal(client: PoolClient, charge: Charge) {
  await client.query(
    `UPDATE shop_merchant_total SET amount_cents = amount_cents + $1 WHERE merchant = 'shop'`,
    [charge.amountCents],
  );
}

/** Keeps the table small however long the drill runs. */
export async function dropOldPayments(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM shop_payment WHERE paid_at < now() - interval '30 minutes'`);
}
