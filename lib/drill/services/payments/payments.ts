import { Gauge } from 'prom-client';
import { Pool } from 'pg';
import { z } from 'zod';
import { readSettings } from '../../site/settings';
import { serve, ServiceError, type ServiceContext } from '../serve';
import { openAcquirer, type Acquirer } from './acquirer';
import { watchCertificate } from './certificate-watch';
import { createTables, dropOldPayments, type Charge } from './ledger';

/** What differs between releases of payments. */
export interface PaymentsRelease {
  charge(pool: Pool, acquirer: Acquirer, order: Charge): Promise<void>;
}

const chargeSchema = z.object({
  orderId: z.string().max(40),
  customer: z.string().max(40),
  currency: z.string().length(3),
  amountCents: z.number().int().min(0),
});

const CONNECTIONS = 6;
const SLOW_MS = 400;
const CLEANING_MS = 60_000;

/** Charges orders and books them in PostgreSQL. */
export async function payments(
  context: ServiceContext,
  release: PaymentsRelease,
  databaseUrl: string,
) {
  const { log, measures, site } = context;
  const pool = new Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: 2500,
    application_name: `shop payments ${context.release}`,
  });
  pool.on('error', (error) => log('error', `database connection lost: ${error.message}`));
  await createTables(pool);

  const acquirer = openAcquirer(20 + 140 * readSettings(site).intensity);
  watchCertificate(site, log);
  setInterval(() => {
    dropOldPayments(pool).catch((error: Error) => log('warn', `cleaning: ${error.message}`));
  }, CLEANING_MS).unref();
  const waiting: Gauge = new Gauge({
    name: 'db_pool_waiting',
    help: 'Payments waiting for a database connection.',
    registers: [measures.registry],
    collect: () => {
      waiting.set(pool.waitingCount);
    },
  });

  return serve(context, {
    'POST /payments': async (body) => {
      const parsed = chargeSchema.safeParse(body);
      if (!parsed.success) throw new ServiceError(400, z.prettifyError(parsed.error));
      const startedMs = performance.now();
      await release.charge(pool, acquirer, parsed.data);
      const ms = Math.round(performance.now() - startedMs);
      if (ms > SLOW_MS) log('warn', `slow charge of ${parsed.data.orderId}: ${ms} ms`);
      return { status: 201, body: { orderId: parsed.data.orderId } };
    },
  });
}
