import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import { env } from '@/lib/env';
import { Unauthenticated } from '@/lib/errors';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Who sends alerts: whoever holds the installation's token for alert sources, compared in constant
 * time. Without a configured token nobody does.
 * @throws Unauthenticated
 */
export async function alertSource(request: Request): Promise<Actor> {
  const { ALERTMANAGER_TOKEN } = env();
  const given = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const holds =
    ALERTMANAGER_TOKEN !== undefined &&
    given !== undefined &&
    timingSafeEqual(digest(given), digest(ALERTMANAGER_TOKEN));
  if (!holds) throw new Unauthenticated('Send the token of this installation’s alert source.');
  return { type: 'system', id: 'alertmanager', name: 'Alertmanager' };
}
