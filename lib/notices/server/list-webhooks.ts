import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';
import { webhookProjection } from '@/lib/notices/fold-targets';
import type { WebhookOut } from '@/lib/notices/schema-targets';
import { lastAnswers } from '@/lib/notices/server/last-answers';

const MOST = 200;

/** Where notices are posted, newest first, and what each answered last. */
export async function listWebhooks({ actor }: Ctx): Promise<{ items: WebhookOut[] }> {
  demand(actor, 'webhook.read', {}, 'Webhooks');
  const found = await db().webhook.findMany({
    where: { state: { not: 'removed' } },
    orderBy: { id: 'desc' },
    take: MOST,
  });
  const rows = parseRows(webhookProjection, found);
  const last = await lastAnswers(rows.map(({ id }) => id));
  return { items: rows.map((row) => ({ ...row, last: last.get(row.id) ?? null })) };
}
