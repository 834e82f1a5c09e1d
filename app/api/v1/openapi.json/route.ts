import { env } from '@/lib/env';
import { notAllowed } from '@/lib/http/not-allowed';
import { openApiOf } from '@/lib/http/openapi';
import { endpoints } from '@/lib/http/registry';

/** Read per request: the address it names is a setting, which building does not know. */
export const dynamic = 'force-dynamic';

let served: string | undefined;

export function GET(): Response {
  served ??= JSON.stringify(openApiOf(endpoints, env().PUBLIC_URL));
  return new Response(served, {
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
