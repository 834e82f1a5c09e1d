import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';
import type { AddDeviceInput } from '@/lib/notices/schema-targets';

const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('sha256', key).update(data).digest();

/** One block of HKDF-Expand (RFC 5869), which is all that this needs. */
const expand = (prk: Buffer, info: Buffer, length: number): Buffer =>
  hmac(prk, Buffer.concat([info, Buffer.from([1])])).subarray(0, length);

/** The receiving end of Web Push: a browser's keys, and RFC 8291 read word by word. */
export function pushBrowser(endpoint: string, label = 'A phone') {
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  const auth = randomBytes(16);
  const subscription: AddDeviceInput = {
    label,
    endpoint,
    keys: { p256dh: point.toString('base64url'), auth: auth.toString('base64url') },
  };
  /** The text of an `aes128gcm` body (RFC 8188) that was encrypted for this browser. */
  function decrypt(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const idLength = body.readUInt8(20);
    const sender = body.subarray(21, 21 + idLength);
    const sealed = body.subarray(21 + idLength);
    const shared = ecdh.computeSecret(sender);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), point, sender]);
    const ikm = expand(hmac(auth, shared), info, 32);
    const prk = hmac(salt, ikm);
    const key = expand(prk, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = expand(prk, Buffer.from('Content-Encoding: nonce\0'), 12);
    const opening = createDecipheriv('aes-128-gcm', key, nonce);
    opening.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
    // The last record ends in 2 and then zeros.
    const end = padded.lastIndexOf(2);
    return padded.subarray(0, end).toString('utf8');
  }
  return { subscription, decrypt };
}
