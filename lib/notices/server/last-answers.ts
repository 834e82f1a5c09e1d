import 'server-only';
import type { z } from 'zod';
import { db } from '@/lib/db/client';
import { deliveryState } from '@/lib/notices/schema';
import type { lastAnswer } from '@/lib/notices/schema-targets';

/** How the latest delivery to each of these receivers stands, by their ids. */
export async function lastAnswers(
  targetIds: string[],
): Promise<Map<string, z.infer<typeof lastAnswer>>> {
  if (targetIds.length === 0) return new Map();
  const found = await db().noticeDelivery.findMany({
    where: { targetId: { in: targetIds } },
    orderBy: [{ targetId: 'asc' }, { createdAt: 'desc' }],
    distinct: ['targetId'],
  });
  return new Map(
    found.map((row) => [
      row.targetId,
      {
        at: (row.endedAt ?? row.createdAt).toISOString(),
        state: deliveryState.parse(row.state),
        status: row.lastStatus,
        problem: row.lastProblem,
      },
    ]),
  );
}
