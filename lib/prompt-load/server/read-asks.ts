import 'server-only';
import { z } from 'zod';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { eventActor } from '@/lib/log/schema';
import { type Ask, askOfPoint, askOfVersion } from '@/lib/prompt-load/measure';

/** Of each sort, what is looked at, the newest first. */
const MOST = 20_000;

const decisions = z.array(
  z.object({ by: eventActor, decision: z.string(), at: z.string(), version: z.number() }),
);
const called = z.array(z.object({ id: z.string() })).nullable();
const common = { service: z.string(), askedAt: z.date(), people: called };

const versionRecord = z.object({
  ...common,
  version: z.number(),
  current: z.number(),
  state: z.string(),
  approvals: z.coerce.number(),
  decisions,
});

const pointRecord = z.object({
  ...common,
  state: z.string(),
  decidedAt: z.date().nullable(),
  decidedBy: eventActor.nullable(),
});

const told = (people: z.infer<typeof called>): string[] => (people ?? []).map(({ id }) => id);

async function versionAsks(actor: Actor, from: Date): Promise<(Ask | undefined)[]> {
  const found = await db().$queryRaw<object[]>`
    SELECT a."service", v."at" AS "askedAt", v."version", a."version" AS "current", a."state",
      v."contents"->'requirements'->>'approvals' AS "approvals", a."decisions", n."people"
    FROM "action_version" v JOIN "action" a ON a."id" = v."actionId"
    JOIN "investigation" i ON i."id" = a."investigationId" AND i."clock" = 'live'
    LEFT JOIN "notice" n
      ON n."actionId" = a."id" AND n."version" = v."version" AND n."kind" = 'signature'
    WHERE v."at" >= ${from} AND ${sqlPlacesSeen(actor, 'a')}
    ORDER BY v."at" DESC LIMIT ${MOST}`;
  return found.map((row) => {
    const { version, current, state, askedAt, people, ...rest } = versionRecord.parse(row);
    return askOfVersion({
      ...rest,
      askedAt: askedAt.toISOString(),
      askedOf: told(people),
      decisions: rest.decisions.filter((each) => each.version === version),
      state: version === current ? state : null,
    });
  });
}

async function pointAsks(actor: Actor, from: Date): Promise<(Ask | undefined)[]> {
  const found = await db().$queryRaw<object[]>`
    SELECT i."service", c."requestedAt" AS "askedAt", c."state", c."decidedAt", c."decidedBy",
      n."people"
    FROM "checkpoint" c
    JOIN "investigation" i ON i."id" = c."investigationId" AND i."clock" = 'live'
    LEFT JOIN "notice" n ON n."checkpointId" = c."id" AND n."kind" = 'stop_point'
    WHERE c."requestedAt" >= ${from} AND ${sqlPlacesSeen(actor, 'i')}
    ORDER BY c."requestedAt" DESC LIMIT ${MOST}`;
  return found.map((row) => {
    const { askedAt, people, decidedAt, ...rest } = pointRecord.parse(row);
    return askOfPoint({
      ...rest,
      askedAt: askedAt.toISOString(),
      askedOf: told(people),
      decidedAt: decidedAt?.toISOString() ?? null,
    });
  });
}

/** Everything that people were asked since then, where the actor may look. */
export async function readAsks(actor: Actor, from: Date): Promise<{ asks: Ask[]; isCut: boolean }> {
  const found = await Promise.all([versionAsks(actor, from), pointAsks(actor, from)]);
  return {
    asks: found.flat().filter((ask) => ask !== undefined),
    isCut: found.some(({ length }) => length >= MOST),
  };
}
