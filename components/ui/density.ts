export type Density = 'comfortable' | 'compact';

const storageKey = 'countersign.density';
const listeners = new Set<() => void>();

/** Where a chosen density counts; `density.css` says the same. */
export const COMPACT_WHERE = '(pointer: fine) and (min-width: 64rem)';

/**
 * Runs in the page before it is painted, so that no row changes its height in front of anybody. It
 * stands in markup as it is: without quotes, angle brackets or ampersands.
 */
export const DENSITY_SCRIPT =
  'try{document.documentElement.dataset.density=localStorage.getItem(`countersign.density`)||``}catch{}';

/** How high this browser has rows. */
export const readDensity = (): Density =>
  document.documentElement.dataset.density === 'compact' ? 'compact' : 'comfortable';

/** Chooses for this browser, this page first. */
export function writeDensity(density: Density): void {
  document.documentElement.dataset.density = density;
  try {
    localStorage.setItem(storageKey, density);
  } catch {
    // Storage can be refused; then it holds until the page is left.
  }
  for (const listener of listeners) listener();
}

function follow(event: StorageEvent): void {
  if (event.key !== storageKey && event.key !== null) return;
  document.documentElement.dataset.density = event.newValue ?? '';
  for (const listener of listeners) listener();
}

/** Calls when it changes, here or in another tab. */
export function subscribeDensity(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', follow);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', follow);
  };
}
