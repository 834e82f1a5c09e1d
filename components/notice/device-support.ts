/** Whether this browser can be woken, and if not, why, in words for whoever holds it. */
export type Support =
  | { can: true; permission: NotificationPermission }
  | { can: false; why: string };

const isInstalledApp = (): boolean => window.matchMedia('(display-mode: standalone)').matches;

export function deviceSupport(): Support {
  if (!window.isSecureContext) {
    return { can: false, why: 'Browsers only allow it over https.' };
  }
  const isAble =
    'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!isAble) {
    const hint = isInstalledApp()
      ? 'This browser cannot be woken by a site.'
      : 'On an iPhone or iPad, add this site to the home screen first, and open it from there.';
    return { can: false, why: hint };
  }
  return { can: true, permission: Notification.permission };
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'Mac'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];

const named = (table: [RegExp, string][], text: string): string | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/** What to call a device, from what its browser says of itself: “Chrome on Android”. */
export function deviceLabel(userAgent: string): string {
  const browser = named(BROWSERS, userAgent) ?? 'A browser';
  const system = named(SYSTEMS, userAgent);
  return system ? `${browser} on ${system}` : browser;
}
