import 'server-only';
import { z } from 'zod';
import type { Prisma } from '@/lib/db/generated/client';
import { storedSignature } from '@/lib/passkeys/signature-schema';
import { type EnrolledKey, storedSignatureFault } from '@/lib/passkeys/verify-stored';

const PAGE = 500;

type Client = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

/** A decision in its leaf, and what its action asks for. */
const decidedRow = z.object({
  position: z.bigint(),
  stream: z.string(),
  seq: z.number(),
  person: z.string(),
  payload: z.object({
    action: z.string(),
    version: z.number(),
    digest: z.string(),
    decision: z.enum(['approve', 'reject']),
    viewDigest: z.string().nullable(),
    signature: storedSignature.optional(),
  }),
  asksPasskey: z.boolean().nullable(),
});
type Decided = z.infer<typeof decidedRow>;

const DECISIONS = `
  SELECT e."position", e."stream", e."seq", e."actorId" AS "person",
         e."leaf"::jsonb->'payload' AS "payload",
         (SELECT (p."leaf"::jsonb->'payload'->'contents'->'requirements'->>'stepUp')::boolean
          FROM "event" p
          WHERE p."stream" = e."stream" AND p."kind" IN ('action.proposed', 'action.amended')
            AND p."leaf"::jsonb->'payload'->>'action' = e."leaf"::jsonb->'payload'->>'action'
            AND p."leaf"::jsonb->'payload'->>'version' = e."leaf"::jsonb->'payload'->>'version'
          LIMIT 1) AS "asksPasskey"
  FROM "event" e
  WHERE e."kind" = 'action.decided' AND e."actorType" = 'person' AND e."position" > $1
  ORDER BY e."position" LIMIT ${PAGE}`;

/** The passkeys that these people enrolled, by id, as their own streams tell. */
async function enrolledBy(client: Client, people: string[]): Promise<Map<string, EnrolledKey>> {
  const rows = await client.$queryRawUnsafe<({ passkey: string } & EnrolledKey)[]>(
    `SELECT "stream" AS "person", "leaf"::jsonb->'payload'->>'passkey' AS "passkey",
            "leaf"::jsonb->'payload'->>'credentialId' AS "credentialId",
            "leaf"::jsonb->'payload'->>'publicKey' AS "publicKey",
            "leaf"::jsonb->'payload'->>'rpId' AS "rpId"
     FROM "event" WHERE "kind" = 'person.passkey_added' AND "stream" = ANY($1::text[])`,
    people,
  );
  return new Map(rows.map(({ passkey, ...key }) => [passkey, key]));
}

async function faultOf(
  { person, payload, asksPasskey }: Decided,
  enrolled: Map<string, EnrolledKey>,
): Promise<string | undefined> {
  const { signature, ...decided } = payload;
  if (signature) {
    const stored = { ...decided, person, signature };
    return storedSignatureFault(stored, enrolled.get(signature.passkey));
  }
  const isBare = asksPasskey === true && decided.decision === 'approve';
  return isBare ? 'there is no passkey, and the action asks for one' : undefined;
}

/**
 * Checks every decision's signature from what the leaves say, and that each approval has one whose
 * action asks for it.
 */
export async function verifySignatures(
  client: Client,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  let checked = 0;
  for (let after = 0n; ;) {
    const rows = await client.$queryRawUnsafe<unknown[]>(DECISIONS, after);
    const page = z.array(decidedRow).parse(rows);
    const signed = page.filter(({ payload }) => payload.signature);
    const enrolled = await enrolledBy(client, [...new Set(signed.map(({ person }) => person))]);
    for (const row of page) {
      const fault = await faultOf(row, enrolled);
      if (fault !== undefined) faults.push(`${row.stream} ${row.seq}: its signature: ${fault}`);
    }
    checked += signed.length;
    after = page.at(-1)?.position ?? after;
    if (page.length < PAGE) return { checked, faults };
  }
}
