import { useSyncExternalStore } from 'react';

type Listener = () => void;

/** The instant that is pointed at, in ms since 1970: one for all that is drawn over time on a page. */
class Crosshair {
  private readonly listeners = new Set<Listener>();
  private at: number | undefined;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): number | undefined => this.at;

  readonly point = (at: number | undefined): void => {
    if (at === this.at) return;
    this.at = at;
    for (const listener of this.listeners) listener();
  };
}

export const crosshair = new Crosshair();

const nowhere = () => undefined;

/** The instant that is pointed at somewhere on the page, if any is. */
export const useCrosshair = (): number | undefined =>
  useSyncExternalStore(crosshair.subscribe, crosshair.read, nowhere);
