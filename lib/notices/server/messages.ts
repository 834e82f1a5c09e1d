import 'server-only';
import { env } from '@/lib/env';
import type { Called, NoticeRow } from '@/lib/notices/schema';
import type { LoadedMatter } from '@/lib/notices/server/loaded-matter';
import { type NoticeFacts, sayNotice } from '@/lib/notices/words';
import type { PersonRow } from '@/lib/people/schema';

/** By this the page knows that a notice was opened, and says so. */
const opening = (path: string, noticeId: string): string => `${path}?notice=${noticeId}`;

/** What a device shows. It opens a page, and offers nothing else to press. */
export function pushBody(noticeId: string, path: string, tag: string, facts: NoticeFacts): string {
  const { title, body } = sayNotice(facts);
  const expiresAt = facts.until?.toISOString() ?? null;
  return JSON.stringify({ title, body, url: opening(path, noticeId), tag, expiresAt });
}

interface WebhookMessage {
  noticeId: string;
  about: NoticeRow | LoadedMatter['about'];
  step: number;
  path: string;
  facts: NoticeFacts;
  called: { of: Called; person: PersonRow | undefined }[];
}

/** What a pager or a chat is sent: words for people, and the same facts for what routes them. */
export function webhookBody(of: WebhookMessage): string {
  const { noticeId, about, step, path, facts, called } = of;
  const { title, body } = sayNotice(facts);
  return JSON.stringify({
    type: `notice.${about.kind}`,
    timestamp: facts.now.toISOString(),
    data: {
      notice: noticeId,
      kind: about.kind,
      step,
      title,
      text: body,
      url: `${env().PUBLIC_URL}${opening(path, noticeId)}`,
      service: facts.service,
      environment: facts.environment,
      severity: facts.severity,
      risk: facts.risk,
      expiresAt: facts.until?.toISOString() ?? null,
      incidentId: about.incidentId,
      investigationId: about.investigationId,
      actionId: about.actionId,
      version: about.version,
      checkpointId: about.checkpointId,
      people: called.map(({ of: { id, why }, person }) => ({
        id,
        email: person?.email ?? null,
        why,
      })),
    },
  });
}
