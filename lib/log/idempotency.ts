import 'server-only';
import type { Idempotency } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { Conflict, DomainError } from '@/lib/errors';

const mismatch = (): DomainError =>
  new DomainError(
    'idempotency-mismatch',
    422,
    'This Idempotency-Key was used with another body. Nothing was changed.',
  );

/**
 * Claims a key for this transaction, or gives back the answer that an earlier one stored. The
 * claim is an advisory lock that ends with the transaction, so a crash leaves nothing in flight,
 * and the stored answer commits together with the change that it answers.
 * @throws Conflict `idempotency-in-flight`; DomainError 422 `idempotency-mismatch`.
 */
export async function recall(
  client: Prisma.TransactionClient,
  { scope, key, bodyHash }: Idempotency,
): Promise<{ response: unknown } | undefined> {
  const [claim] = await client.$queryRaw<{ claimed: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`${scope}\n${key}`}, 0)) AS claimed`;
  if (!claim?.claimed) {
    throw new Conflict('idempotency-in-flight', 'The same request is being answered right now.');
  }
  const stored = await client.idempotency.findUnique({ where: { scope_key: { scope, key } } });
  if (!stored) return undefined;
  if (stored.bodyHash !== bodyHash) {
    throw mismatch();
  }
  return { response: stored.response };
}

/**
 * Refuses a key that was used with another body, where its verb refused for another reason before
 * it came to ask: what a key is told comes before what there is. Asks nothing of a lock.
 * @throws DomainError 422 `idempotency-mismatch`
 */
export async function demandSameBody({ scope, key, bodyHash }: Idempotency): Promise<void> {
  const stored = await db().idempotency.findUnique({
    where: { scope_key: { scope, key } },
    select: { bodyHash: true },
  });
  if (stored && stored.bodyHash !== bodyHash) throw mismatch();
}

/**
 * Keeps the answer for repeats, without the fields that are shown only once. Written without the
 * client's own default for its time, which would be this process's clock.
 */
export async function remember(
  client: Prisma.TransactionClient,
  { scope, key, bodyHash, secret = [] }: Idempotency,
  answer: unknown,
): Promise<void> {
  const response = JSON.stringify(answer ?? null, (field, value: unknown) =>
    secret.includes(field) ? undefined : value,
  );
  await client.$executeRaw`
    INSERT INTO "idempotency" ("scope", "key", "bodyHash", "response")
    VALUES (${scope}, ${key}, ${bodyHash}, ${response}::jsonb)`;
}
