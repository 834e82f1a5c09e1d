import { advance } from '@/lib/live/shared/hub';
import type { Asking, Greeting, Telling } from '@/lib/live/shared/messages';
import { type Effect, emptyHub, type HubEvent } from '@/lib/live/shared/step';
import { openStream } from '@/lib/live/shared/stream';

/** A page that is left and its successor ask for the same: this long a room is still carried, in ms. */
const SETTLE_MS = 500;
/** Each reader hears of its hub this often, and lets it be known that it is there. */
const PULSE_MS = 10_000;
/** A pulse this late means that the machine was asleep, and the line with it. */
const ASLEEP_MS = 120_000;

/**
 * Holds one person's stream for whoever asks through a port: all tabs of a browser, from a worker
 * that they share, or one tab for itself. What is decided is in the hub; here it is done.
 */
export function serveHub(viewer: string): (port: MessagePort) => void {
  let hub = emptyHub;
  let close: (() => void) | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const ports = new Map<string, MessagePort>();

  const dispatch = (event: HubEvent): void => {
    const { hub: next, effects } = advance(hub, event, Date.now());
    hub = next;
    for (const effect of effects) act(effect);
  };

  const tell = (telling: Telling): void => {
    ports.get(telling.id)?.postMessage(telling);
    if (telling.type !== 'news') ports.delete(telling.id);
  };

  const act = (effect: Effect): void => {
    if (effect.type === 'tell') tell(effect.telling);
    else if (effect.type === 'settle') {
      clearTimeout(settling);
      settling = setTimeout(() => dispatch({ type: 'settle' }), SETTLE_MS);
    } else {
      close?.();
      close = undefined;
      clearTimeout(waiting);
      if (effect.type === 'open') close = open(effect);
      if (effect.type === 'wait') {
        const { turn, ms } = effect;
        // Two hundred viewers must not come back in the same millisecond.
        const soon = ms * (0.75 + Math.random() / 2);
        waiting = setTimeout(() => dispatch({ type: 'retry', turn }), soon);
      }
    }
  };

  const open = ({ asked, turn }: Effect & { type: 'open' }) =>
    openStream(asked, viewer, {
      onOpen: () => dispatch({ type: 'opened', turn }),
      onArrival: (frames, retryMs) => dispatch({ type: 'arrived', turn, frames, retryMs }),
      onEnd: (hasFailed) =>
        dispatch({ type: 'ended', turn, hasFailed, isOnline: navigator.onLine }),
      onRefused: (refusal) => dispatch({ type: 'refused', turn, refusal }),
    });

  addEventListener('online', () => dispatch({ type: 'woken' }));
  let pulsedAt = Date.now();
  setInterval(() => {
    const now = Date.now();
    const wasAsleep = now - pulsedAt > ASLEEP_MS;
    pulsedAt = now;
    dispatch({ type: wasAsleep ? 'doubted' : 'pulse' });
    // Whoever was let go has no port to be told by.
    for (const id of ports.keys()) if (!hub.readers.has(id)) ports.delete(id);
  }, PULSE_MS);
  watchIdentity(viewer, () => dispatch({ type: 'doubted' }));
  const lock = holdLock();

  return (port) => {
    port.addEventListener('message', ({ data }: MessageEvent<Asking>) => {
      if (data.type === 'unsubscribe') ports.delete(data.id);
      else ports.set(data.id, port);
      dispatch(data);
    });
    port.start();
    port.postMessage({ type: 'hello', lock } satisfies Greeting);
  };
}

/**
 * A lock that is free only once this hub is no more: whoever is granted it knows. Browsers have locks
 * where the page came over TLS; elsewhere silence has to tell.
 */
function holdLock(): string {
  const name = `countersign-hub ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const forever = new Promise<never>(() => undefined);
  void navigator.locks?.request(name, () => forever);
  return name;
}

/** Where somebody else signs in, whoever was signed in before asks the server whether they still are. */
function watchIdentity(viewer: string, onOther: () => void): void {
  const channel = new BroadcastChannel('countersign-live');
  channel.addEventListener('message', ({ data }: MessageEvent<{ viewer: string }>) => {
    if (data.viewer !== viewer) onOther();
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
  channel.postMessage({ viewer });
}
