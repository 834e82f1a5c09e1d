import { generateKeyPairSync, sign } from 'node:crypto';

/** DER tags (ITU-T X.690). */
const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const BIT_STRING = 0x03;

const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ECDSA_WITH_SHA256 = Buffer.from('300a06082a8648ce3d040302', 'hex');

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = Buffer.from(body.length.toString(16).padStart(4, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x82]), size, body]);
}

const utcTime = (at: Date) => {
  const digits = at.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(UTC_TIME, Buffer.from(`${digits}Z`));
};

/**
 * A real self-signed X.509 certificate (RFC 5280, version 1, ECDSA on P-256) in PEM, valid from now
 * until `expiresAt`. The private key is thrown away: only the dates matter to the drill, and Node
 * can read certificates but not make them.
 */
export function selfSignedCertificate(commonName: string, now: Date, expiresAt: Date): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const attribute = der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(commonName)));
  const name = der(SEQUENCE, der(SET, attribute));
  const toBeSigned = der(
    SEQUENCE,
    der(INTEGER, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, utcTime(now), utcTime(expiresAt)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  const certificate = der(SEQUENCE, toBeSigned, ECDSA_WITH_SHA256, signature);
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
