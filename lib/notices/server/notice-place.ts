import 'server-only';
import { Prisma } from '@/lib/db/generated/client';

/** Notices (`n`) with what they are about, for {@link NOTICE_ENVIRONMENT}. */
export const NOTICE_WITH_PLACE = Prisma.sql`"notice" n
  LEFT JOIN "action" a ON a."id" = n."actionId"
  LEFT JOIN "investigation" i ON i."id" = n."investigationId"`;

/** Where the matter of a notice is: where its action reaches, else its investigation; null of a test. */
export const NOTICE_ENVIRONMENT = Prisma.sql`COALESCE(a."environment", i."environment")`;
