import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { lastEventId, sseResponse } from '@/lib/http/sse';
import { readInvestigation } from '@/lib/investigations/server/load';
import { whileAdmitted } from '@/lib/log/still-admitted';
import { follow } from '@/lib/log/follow';
import { toWire } from '@/lib/log/schema';

/** An investigation's events as they come, each once and in order, resumable by seq. */
export async function streamEvents(
  ctx: Ctx,
  request: Request,
  { id, after }: { id: string; after: number },
): Promise<Response> {
  await readInvestigation(ctx.actor, 'investigation.read', id);
  const from = lastEventId(request) ?? after;
  return sseResponse(request, (send, signal) =>
    follow(id, from, whileAdmitted(ctx, signal), async (events) => {
      for (const event of events) {
        await send({ id: event.seq, event: 'timeline', data: toWire(event) });
      }
    }),
  );
}
