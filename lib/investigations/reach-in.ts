import { covers, type Scope } from '@/lib/access/scope';
import { evidenceSource } from '@/lib/evidence/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Reach } from '@/lib/investigations/views';

/**
 * Where an investigation could have looked: the sources that its agent's scope covers, and, of the
 * incident's service and its neighbours in the catalogue, those that it covers. Pure.
 */
export function reachIn(
  { service, environment }: Pick<InvestigationRow, 'service' | 'environment'>,
  scope: Scope,
  near: readonly string[],
): Reach {
  const may = (asked: { source?: string; service?: string }) =>
    covers(scope, { verb: 'observe', environment, ...asked });
  return {
    sources: evidenceSource.options.filter((source) => may({ source })),
    services: [...new Set([service, ...near])].filter((name) => may({ service: name })),
  };
}
