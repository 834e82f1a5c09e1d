/*
 * Shows what it is pushed, and opens the page that it names. It keeps nothing: no page and no answer
 * is ever cached, and nothing is decided from a notification.
 */

const HOME = '/approvals';

/** A path of this site, whatever the message says. */
function ownPath(url) {
  try {
    const target = new URL(url, self.location.origin);
    if (target.origin !== self.location.origin) return HOME;
    return target.pathname + target.search;
  } catch {
    return HOME;
  }
}

const textOr = (value, otherwise) => (typeof value === 'string' && value ? value : otherwise);

function read(data) {
  try {
    return Object(data ? data.json() : {});
  } catch {
    return {};
  }
}

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const { title, body, url, tag } = read(event.data);
  // Browsers want something shown for each push, so what cannot be read is said as that.
  event.waitUntil(
    self.registration.showNotification(textOr(title, 'Something waits on you'), {
      body: textOr(body, 'Open Countersign to see what.'),
      tag: textOr(tag, 'countersign'),
      renotify: true,
      requireInteraction: true,
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      data: { url: ownPath(url) },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = ownPath(Object(event.notification.data).url);
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: 'window' });
      const open = windows.find((each) => each.focused) ?? windows[0];
      if (!open) return self.clients.openWindow(url);
      // Whoever is not signed in is asked to be by the page itself, and comes back to it.
      const shown = await open.navigate(url);
      return (shown ?? open).focus();
    })(),
  );
});
