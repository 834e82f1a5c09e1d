import 'server-only';
import DataLoader from 'dataloader';
import { findPeople } from './find-person';

/** Those who look at the same time, as thousands do who have a stream open, ask as one. */
const GATHER_MS = 50;

const sessions = new DataLoader(
  async (ids: readonly string[]) => {
    const live = await findPeople([...new Set(ids)]);
    return ids.map((id) => live.has(id));
  },
  {
    cache: false,
    maxBatchSize: 1000,
    batchScheduleFn: (ask) => {
      setTimeout(ask, GATHER_MS);
    },
  },
);

/**
 * Whether a session is still live, as `findPeople` has it. For streams, which ask again and again; a
 * request asks `findPerson`.
 */
export const holdsSession = (sessionId: string): Promise<boolean> => sessions.load(sessionId);
