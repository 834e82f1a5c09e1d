/** Waits until no other process holds the lock of this name; the result gives it back. */
export declare function holdLock(
  folder: string,
  name: string,
  waitingFor: string,
): Promise<() => void>;
