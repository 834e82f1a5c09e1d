import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * Whether this part of the page answers yet: false on the server and until its script has taken over
 * what the server drew. A control that would lose a press until then is `disabled` meanwhile.
 */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
