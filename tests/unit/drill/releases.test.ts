import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import * as r41 from '@/lib/drill/services/checkout/r41';
import * as r42 from '@/lib/drill/services/checkout/r42';
import { CATALOGUE } from '@/lib/drill/services/storefront/catalogue';
import { siteAt } from '@/lib/drill/site/layout';
import { prepareSite } from '@/lib/drill/site/prepare';
import { selfSignedCertificate } from '@/lib/drill/site/self-signed';

const site = siteAt(mkdtempSync(join(tmpdir(), 'drill-')));
prepareSite(site, new Date());
afterAll(() => rmSync(site.home, { recursive: true }));

const line = (unitPrice: string, quantity = 1) => ({ sku: 'sku-1', unitPrice, quantity });

describe('the releases of checkout', () => {
  it('agree on the prices that both can read', () => {
    const lines = [line('34.90', 2), line('119.00'), line('6.40', 5)];
    expect(r41.openPricing(site).totalCents(lines)).toBe(21_920n);
    expect(r42.openPricing().totalCents(lines)).toBe(21_920n);
  });

  it('part where floating point cannot hold the price: r42 throws, as its incident says', () => {
    expect(r41.openPricing(site).totalCents([line('8.95')])).toBe(895n);
    expect(() => r42.openPricing().totalCents([line('8.95')])).toThrow(RangeError);
  });

  it('fail on some of the shop’s prices and not on others', () => {
    const isRefused = ({ price }: { price: string }) => {
      try {
        r42.openPricing().totalCents([line(price)]);
        return false;
      } catch {
        return true;
      }
    };
    const refused = CATALOGUE.filter(isRefused).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(CATALOGUE.length / 4);
  });

  it('cannot go back to r41 once its configuration is lost', () => {
    rmSync(site.configFile('pricing.json'));
    expect(() => r41.openPricing(site)).toThrow('pricing.json is missing');
  });
});

describe('the certificate of the red herring', () => {
  it('is a real one that ends when it says, signed by itself', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const end = new Date('2026-01-04T00:00:00Z');
    const certificate = new X509Certificate(selfSignedCertificate('a.shop.internal', now, end));
    expect(certificate.subject).toBe('CN=a.shop.internal');
    expect(Date.parse(certificate.validTo)).toBe(end.getTime());
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });
});
