import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import { sha256 } from '@/lib/log/canonical';

const PAGE = 500;
const NO_HASH = 'the text does not hash to it';

type Client = Pick<Prisma.TransactionClient, 'decisionView' | '$queryRawUnsafe'>;

/** Decisions of the log that say their view was kept, and of which there is none. */
const WITHOUT_VIEW = `
  SELECT e."stream", e."seq" FROM "event" e
  LEFT JOIN "decision_view" v ON v."digest" = (e."leaf"::json -> 'payload' ->> 'viewDigest')
  WHERE e."kind" = 'action.decided'
    AND (e."leaf"::json -> 'payload' ->> 'view') IS NOT NULL AND v."digest" IS NULL
  ORDER BY e."stream", e."seq"`;

/** Every kept page whose text an erasure says it took. */
const ERASED = `
  SELECT json_array_elements_text("leaf"::json #> '{payload,views}') AS "digest"
  FROM "event" WHERE "kind" = 'content.erased'`;

/** What is wrong with the kept views, in sentences; nothing, where all is well. */
export async function verifyViews(client: Client): Promise<string[]> {
  const faults: string[] = [];
  const erased = new Set(
    (await client.$queryRawUnsafe<{ digest: string }[]>(ERASED)).map(({ digest }) => digest),
  );
  for (let after = ''; ;) {
    const rows = await client.decisionView.findMany({
      where: { digest: { gt: after } },
      orderBy: { digest: 'asc' },
      take: PAGE,
      select: { digest: true, text: true },
    });
    for (const { digest, text } of rows) {
      if (text === null ? erased.has(digest) : sha256(text).toString('hex') === digest) continue;
      const what = text === null ? 'the text is gone, and no event says who erased it' : NO_HASH;
      faults.push(`decision_view ${digest}: ${what}`);
    }
    after = rows.at(-1)?.digest ?? after;
    if (rows.length < PAGE) break;
  }
  const missing = await client.$queryRawUnsafe<{ stream: string; seq: number }[]>(WITHOUT_VIEW);
  const without = missing.map(({ stream, seq }) => `${stream} ${seq}: what was shown is not kept`);
  return [...faults, ...without];
}
