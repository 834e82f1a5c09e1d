import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Site } from '../../site/layout';
import type { Log } from '../json-log';

const CHECK_MS = 1500;
const WARN_DAYS = 14;
const DAY_MS = 86_400_000;

/** Nothing listens on port 9 (discard) here: the certificate authority is truly out of reach. */
const AUTHORITY = { host: '127.0.0.1', port: 9 };

/**
 * Watches the certificate that payments shows the card network, and complains, loudly and steadily,
 * once it has less than two weeks left and cannot be renewed. All true, and no cause of anything:
 * authorisations work until it lapses. Every drill needs something shouting beside the fault.
 */
export function watchCertificate(site: Site, log: Log): void {
  const certificate = new X509Certificate(readFileSync(site.configFile('card-network.pem')));
  const expiresMs = Date.parse(certificate.validTo);
  let attempt = 0;

  const check = () => {
    const daysLeft = (expiresMs - Date.now()) / DAY_MS;
    if (daysLeft > WARN_DAYS) return;
    attempt += 1;
    log(
      'error',
      `TLS certificate ${certificate.subject} EXPIRES in ${daysLeft.toFixed(2)} days: ` +
        'card authorisations will be refused once it lapses',
      { component: 'certificate-watch' },
    );
    const socket = connect(AUTHORITY);
    socket.setTimeout(1000, () => socket.destroy(new Error('timed out')));
    socket.on('connect', () => socket.end());
    socket.on('error', (error) => {
      log('error', `certificate renewal failed, attempt ${attempt}: ${error.message}`, {
        component: 'certificate-watch',
      });
    });
  };
  check();
  setInterval(check, CHECK_MS).unref();
}
