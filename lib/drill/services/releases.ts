import { fileURLToPath } from 'node:url';
import type { ServiceName } from '../site/layout';

/** Every release there is, by service, oldest first, with the file that differs between them. */
export const RELEASES: Readonly<Record<ServiceName, Readonly<Record<string, string>>>> = {
  storefront: { s10: './storefront/s10.ts', s11: './storefront/s11.ts' },
  checkout: { r41: './checkout/r41.ts', r42: './checkout/r42.ts' },
  payments: { r17: './payments/r17.ts', r18: './payments/r18.ts' },
};

/** What runs before anything goes wrong. */
export const FIRST_RELEASE: Readonly<Record<ServiceName, string>> = {
  storefront: 's10',
  checkout: 'r41',
  payments: 'r17',
};

/** The source file of a release; null when there is no such release. */
export function releaseFile(service: ServiceName, release: string): string | null {
  const file = RELEASES[service][release];
  return file ? fileURLToPath(new URL(file, import.meta.url)) : null;
}
