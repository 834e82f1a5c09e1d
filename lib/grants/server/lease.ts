/** An executor that is not heard of for this long, in milliseconds, has lost its execution. */
const LEASE_MS = 60_000;

/** When a lease renewed now runs out. */
export const leaseFrom = (now: Date): string => new Date(now.getTime() + LEASE_MS).toISOString();
