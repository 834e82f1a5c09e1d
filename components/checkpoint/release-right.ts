import type { Releaser } from '@/lib/policies/schema';

export interface ReleaseFacts {
  /** Who may let it continue, by policy now; undefined while it is not known here. */
  releaser: Releaser | undefined;
  /** Who commands the incident; its name is empty where it is not known here. */
  commander: { id: string; name: string } | null;
  personId: string;
}

/**
 * Why somebody who commands cannot let this investigation continue, where policy leaves that to the
 * one in charge; undefined where they can. Asking for more and stopping stay free.
 */
export function releaseRefusal({
  releaser,
  commander,
  personId,
}: ReleaseFacts): string | undefined {
  if (releaser !== 'assigned-commander' || commander?.id === personId) return undefined;
  if (!commander) {
    return 'Policy lets only the commander of this incident let it continue, and it has none. Take command first.';
  }
  const who = commander.name ? `${commander.name}, who commands this incident,` : 'its commander';
  return `Policy lets only ${who} let it continue. Take command first.`;
}
