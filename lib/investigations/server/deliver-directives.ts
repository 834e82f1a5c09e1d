import 'server-only';
import { type Actor, isAgent } from '@/lib/access/actor';
import { directiveProjection } from '@/lib/investigations/fold-held';
import type { DirectiveRow } from '@/lib/investigations/schema';
import type { Tx } from '@/lib/log/write';

const isNews = ({ deliveredAt }: DirectiveRow): boolean => deliveredAt === null;

/** Whether an answer that contains these is the first that tells the agent of one of them. */
export const tellsAnew = (actor: Actor, directives: readonly DirectiveRow[]): boolean =>
  isAgent(actor) && directives.some(isNews);

/**
 * Records that an answer to the agent contains these directives, each the first time, and gives
 * them as they are then. Call it with the investigation held.
 */
export async function deliver(
  tx: Tx,
  actor: Actor,
  investigationId: string,
  directives: DirectiveRow[],
): Promise<DirectiveRow[]> {
  if (!tellsAnew(actor, directives)) return directives;
  // Another answer may have told of it while this one waited for the lock.
  const held = await Promise.all(directives.map(({ id }) => tx.row(directiveProjection, id)));
  const news = held.filter((row) => row !== undefined).filter(isNews);
  await tx.append(
    investigationId,
    news.map(({ id }) => ({ kind: 'directive.delivered', payload: { directive: id } })),
  );
  const told = await Promise.all(directives.map(({ id }) => tx.row(directiveProjection, id)));
  return told.filter((row) => row !== undefined);
}
