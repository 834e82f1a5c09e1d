import type { AddDeviceInput } from '@/lib/notices/schema-targets';
import { deviceLabel } from './device-support';

const WORKER = '/sw.js';

/** Why a browser was not enrolled, in a sentence for its owner. */
export class NotEnrolled extends Error {}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );

const registration = () => navigator.serviceWorker.register(WORKER, { scope: '/' });

/** Whether a subscription was made with these keys; with others, its push service would refuse ours. */
function isWith(subscription: PushSubscription, key: Uint8Array): boolean {
  const own = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  return own.length === key.length && own.every((byte, i) => byte === key[i]);
}

/**
 * Asks for permission, and has the browser's push service take messages for it.
 * @throws NotEnrolled where the person or the browser says no
 */
export async function subscribe(publicKey: string): Promise<AddDeviceInput> {
  if ((await Notification.requestPermission()) !== 'granted') {
    throw new NotEnrolled(
      'This browser does not let this site notify you. Allow it beside the address, and try again.',
    );
  }
  const worker = await registration();
  await navigator.serviceWorker.ready;
  const applicationServerKey = bytesOf(publicKey);
  try {
    const known = await worker.pushManager.getSubscription();
    const isKept = known !== null && isWith(known, applicationServerKey);
    if (known && !isKept) await known.unsubscribe();
    const subscription = isKept
      ? known
      : await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    const { endpoint, keys } = subscription.toJSON();
    const { p256dh, auth } = keys ?? {};
    if (!endpoint || !p256dh || !auth) throw new NotEnrolled('The browser gave no address.');
    return { label: deviceLabel(navigator.userAgent), endpoint, keys: { p256dh, auth } };
  } catch (error) {
    if (error instanceof NotEnrolled) throw error;
    throw new NotEnrolled(
      'The push service of this browser could not be reached, or refused. Check its connection and try again.',
      { cause: error },
    );
  }
}
