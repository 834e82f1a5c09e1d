import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { readablePlaces } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { readStream } from '@/lib/log/read';
import type { StoredEvent } from '@/lib/log/schema';
import { eventOf } from '@/lib/log/projection';
import { serviceStream } from '@/lib/services/fold';
import { changesBetween } from '@/lib/services/rules';
import type { ServiceChange, ServiceFacts, servicePayloads } from '@/lib/services/schema';

const PAGE = 500;

/** What each event of a service's stream changed in the catalogue, against the one before. */
export function historyOf(stored: readonly StoredEvent[]): ServiceChange[] {
  let before: ServiceFacts | undefined;
  return stored.flatMap((each): ServiceChange[] => {
    const event = eventOf<typeof servicePayloads>(each);
    const entry = { seq: event.seq, at: event.recordedAt, by: event.actor };
    switch (event.kind) {
      case 'service.named':
        return [{ ...entry, what: 'named', changes: [], reason: null }];
      case 'service.retired':
        before = undefined;
        return [{ ...entry, what: 'retired', changes: [], reason: event.payload.reason }];
      case 'service.declared': {
        const changes = changesBetween(before, event.payload);
        const again = changes.length > 0 ? 'changed' : 'unchanged';
        const what = before ? again : 'declared';
        before = event.payload;
        return [{ ...entry, what, changes, reason: null }];
      }
      default:
        return [];
    }
  });
}

/** Who changed what the catalogue says of a service, newest first. @throws NotFound, Forbidden */
export async function serviceHistory(ctx: Ctx, name: string): Promise<ServiceChange[]> {
  demand(ctx.actor, 'service.read', { service: name }, 'This service');
  const row = await db().service.findUnique({ where: { name } });
  const isShown = row && (row.declared || readablePlaces(ctx.actor) === '*');
  if (!isShown) throw new NotFound('This service');
  const events: StoredEvent[] = [];
  for (let after = 0; ;) {
    const page = await readStream(serviceStream(name), after, PAGE);
    events.push(...page);
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) break;
  }
  return historyOf(events).toReversed();
}
