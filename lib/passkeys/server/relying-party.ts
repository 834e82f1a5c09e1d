import 'server-only';
import { env } from '@/lib/env';

/** Whom passkeys are made for: the address that browsers reach this installation at. */
export interface RelyingParty {
  rpId: string;
  origin: string;
}

export function relyingParty(): RelyingParty {
  const { hostname, origin } = new URL(env().PUBLIC_URL);
  return { rpId: hostname, origin };
}
