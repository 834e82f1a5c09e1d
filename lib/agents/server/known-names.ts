import 'server-only';
import { namesOn, type Scope, type ScopeAxis } from '@/lib/access/scope';
import { evidenceSource } from '@/lib/evidence/schema';
import { type FieldError, Invalid } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';

/**
 * Refuses names that neither the parent's scope nor the catalogue knows: under a parent that may
 * go everywhere, a sub-agent could otherwise be given a place that does not exist yet.
 * @throws Invalid `unknown-reference`
 */
export async function demandKnownNames(tx: Tx, asked: Scope, parent: Scope): Promise<void> {
  const services = await tx.db.service.findMany({ select: { name: true, environments: true } });
  const known: Partial<Record<ScopeAxis, Set<string>>> = {
    sources: new Set(evidenceSource.options),
    services: new Set(services.map(({ name }) => name)),
    environments: new Set(services.flatMap(({ environments }) => environments as string[])),
  };
  const faults = Object.entries(known).flatMap(([name, names]): FieldError[] => {
    const axis = name as ScopeAxis;
    const given = new Set([...names, ...namesOn(parent, axis), '*']);
    return namesOn(asked, axis)
      .filter((each) => !given.has(each))
      .map((each) => ({ path: `scope.${axis}`, message: `names '${each}', which nobody knows` }));
  });
  if (faults.length > 0) throw new Invalid(faults, 'unknown-reference');
}
