import { Forbidden } from '@/lib/errors';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/**
 * Whether a browser's request was sent by a page of ours. `Origin` must be the public address's;
 * or, on a loopback name, the very host that was asked, without TLS as we serve, so that localhost
 * and 127.0.0.1 both work on one's own machine. No other name is compared with `Host`, which a
 * rebound DNS name controls.
 */
export function isOwnOrigin(
  origin: string | null,
  host: string | null,
  publicUrl: string,
): boolean {
  if (origin === null) return false;
  if (origin === parse(publicUrl)?.origin) return true;
  const sent = parse(origin);
  if (sent === undefined || sent.origin !== origin || sent.protocol !== 'http:') return false;
  return LOOPBACK.has(sent.hostname) && sent.host === host;
}

/** @throws Forbidden `bad-origin` */
export function demandOwnOrigin(request: Request, publicUrl: string): void {
  const { headers } = request;
  if (isOwnOrigin(headers.get('origin'), headers.get('host'), publicUrl)) return;
  throw new Forbidden(
    'This was sent from a page that is not Countersign’s. Nothing was changed.',
    'bad-origin',
  );
}
