import { rmSync } from 'node:fs';
import { prepareFolders, SERVICES, writeWhole, type Site } from './layout';
import { selfSignedCertificate } from './self-signed';

const THREE_DAYS_MS = 3 * 86_400_000;

/** What r41 of checkout reads, and r42 no longer does. */
const PRICING = { volumeDiscountPercent: 5, fromQuantity: 5 };

/** Lays out a site: folders, configuration, a certificate close to its end; no stale endpoints. */
export function prepareSite(site: Site, now: Date): void {
  prepareFolders(site);
  for (const service of SERVICES) {
    for (const file of [site.endpointFile(service), site.refusalFile(service)]) {
      rmSync(file, { force: true });
    }
  }
  writeWhole(site.configFile('pricing.json'), `${JSON.stringify(PRICING)}\n`);
  const pem = site.configFile('card-network.pem');
  const expiresAt = new Date(now.getTime() + THREE_DAYS_MS);
  writeWhole(pem, selfSignedCertificate('card-network.shop.internal', now, expiresAt));
}
