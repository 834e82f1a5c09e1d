import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

interface Network {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

function networkOf(text: string): Network | undefined {
  const [address = '', length = ''] = text.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  if (version === 0 || !/^\d{1,3}$/.test(length) || Number(length) > most) return undefined;
  return { address, prefix: Number(length), family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** A setting that lists networks with commas between, as `10.0.0.0/8, fd00::/8`. */
export const networks = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = text.split(',').map((part) => part.trim());
    const given = parts
      .filter((part) => part !== '')
      .map((part) => [part, networkOf(part)] as const);
    for (const [part, network] of given) {
      if (network) continue;
      context.addIssue({ code: 'custom', message: `${part} is no network such as 10.0.0.0/8` });
    }
    return given.flatMap(([, network]) => (network ? [network] : []));
  });

type Family = Network['family'];

/** A list for each family: one list would match IPv4 addresses by rules for those mapped into IPv6. */
function listsOf(of: readonly Network[]): Record<Family, BlockList> {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const { address, prefix, family } of of) lists[family].addSubnet(address, prefix, family);
  return lists;
}

const named = (...all: string[]): Network[] => all.flatMap((each) => networkOf(each) ?? []);

/**
 * Whatever is not the public internet (IANA's special-purpose registries): loopback, private and
 * link-local networks, shared and documentation ranges, multicast, and the IPv6 forms that carry an
 * IPv4 address within.
 */
const NOT_PUBLIC = listsOf(
  named(
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/96',
    '::ffff:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ),
);

const LOOPBACK = listsOf(named('127.0.0.0/8', '::1/128'));

function isIn(lists: Record<Family, BlockList>, address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return lists[family].check(address, family);
}

export const isLoopback = (address: string): boolean => isIn(LOOPBACK, address);

/** Whether we may connect there: to what is public, and to what the installation allows by name. */
export const mayReach = (address: string, allowed: readonly Network[]): boolean =>
  isIP(address) !== 0 && (!isIn(NOT_PUBLIC, address) || isIn(listsOf(allowed), address));
