/**
 * One instance of one service at one release: `start.ts SERVICE RELEASE HOME`. It tells its parent
 * the port it got, drains on SIGTERM, and ends with its parent.
 */
import type { AddressInfo } from 'node:net';
import { drillEnvironment, required } from '../env';
import { isServiceName, siteAt } from '../site/layout';
import { checkout } from './checkout/checkout';
import { openJsonLog } from './json-log';
import { openMeasures } from './measures';
import { payments } from './payments/payments';
import type { ServiceContext } from './serve';
import { storefront } from './storefront/storefront';

const CALLERS_NOTICE_MS = 400;
const DRAIN_MS = 3000;

async function open(context: ServiceContext) {
  const { service, release } = context;
  switch (`${service} ${release}`) {
    case 'storefront s10':
      return storefront(context, await import('./storefront/s10'));
    case 'storefront s11':
      return storefront(context, await import('./storefront/s11'));
    case 'checkout r41':
      return checkout(context, await import('./checkout/r41'));
    case 'checkout r42':
      return checkout(context, await import('./checkout/r42'));
    case 'payments r17':
      return payments(context, await import('./payments/r17'), databaseUrl());
    case 'payments r18':
      return payments(context, await import('./payments/r18'), databaseUrl());
    default:
      throw new Error(`there is no release ${release} of ${service}`);
  }
}

const databaseUrl = () => required(drillEnvironment().databaseUrl, 'DRILL_DATABASE_URL');

const [, , service = '', release = '', home = ''] = process.argv;
if (!isServiceName(service)) throw new Error(`There is no service ${service}.`);
const site = siteAt(home);
const log = openJsonLog(site.logFile(service), service, release);
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the parent decides

try {
  const measures = openMeasures(service, release);
  const server = await open({ service, release, site, log, measures });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    log('info', `listening on 127.0.0.1:${port}`);
    // A parent that is gone by now has closed the channel, which ends this process by itself.
    process.send?.({ port }, () => undefined);
  });
  process.on('SIGTERM', () => {
    log('info', 'draining');
    // Callers look up where we are every 150 ms: until they have moved on, keep answering.
    setTimeout(() => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
      setTimeout(() => process.exit(0), DRAIN_MS).unref();
    }, CALLERS_NOTICE_MS);
  });
} catch (error) {
  log('error', `does not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
