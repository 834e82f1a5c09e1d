import { db } from '@/lib/db/client';

/**
 * How many events there are, but for those by which a running server says whom it told: these follow
 * upon what waits in their own time, and no call of anybody's makes one.
 */
export const eventCount = (): Promise<number> =>
  db().event.count({ where: { NOT: { actorType: 'system', actorId: 'notices' } } });
