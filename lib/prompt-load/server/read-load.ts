import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { databaseNow } from '@/lib/log/clock';
import { measureLoad } from '@/lib/prompt-load/measure';
import type { LoadDays, PromptLoad } from '@/lib/prompt-load/schema';
import { readAsks } from '@/lib/prompt-load/server/read-asks';

const DAY_MS = 86_400_000;

/** Midnight (UTC) of the first of so many days, today being the last. */
const firstDay = (now: Date, days: number): Date =>
  new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (days - 1) * DAY_MS);

/** How much people were asked to decide lately, and how they kept up. Reads never ask. */
export async function readLoad(ctx: Ctx, { days }: { days: LoadDays }): Promise<PromptLoad> {
  const now = await databaseNow();
  const from = firstDay(now, Number(days));
  const { asks, isCut } = await readAsks(ctx.actor, from);
  const ids = asks.flatMap(({ askedOf, answers }) => [
    ...askedOf,
    ...answers.map(({ person }) => person),
  ]);
  const people = await db().person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const measured = measureLoad({ asks, from, now, nameOf: (id) => names.get(id) ?? id });
  return { days: Number(days), ...measured, isCut };
}
