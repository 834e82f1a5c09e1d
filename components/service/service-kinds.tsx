import { VisibleText } from '@/components/text/visible-text';
import { StateBadge } from '@/components/ui/state-badge';
import { actionKind } from '@/lib/agents/schema';
import type { ServiceRow } from '@/lib/services/schema';
import { kindWords } from './service-words';

/** How each kind of change can be taken back on a service; what is not listed, nobody knows. */
export function ServiceKinds({ actionKinds }: Pick<ServiceRow, 'actionKinds'>) {
  const known = actionKind.options.flatMap((kind) => {
    const fact = actionKinds[kind];
    return fact ? [{ kind, ...fact }] : [];
  });
  return (
    <section aria-label="Kinds of change">
      <h3 className="text-sm font-medium text-ink">Kinds of change</h3>
      <p className="mb-1.5 text-xs text-pretty text-muted">
        Risk, blast radius and whether an agent may act alone rest on this, never on what an agent
        claims. A kind that is not listed needs people.
      </p>
      {known.length === 0 ? (
        <p className="text-sm text-muted">None is known.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line text-sm">
          {known.map(({ kind, reversibility, resource }) => (
            <li
              key={kind}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-0.5 px-2.5 py-1.5"
            >
              <span className="min-w-0">
                {kindWords[kind]}
                {resource !== undefined && (
                  <span className="block font-mono text-xs break-all text-muted">
                    <VisibleText text={resource} />
                  </span>
                )}
              </span>
              <StateBadge noun="reversibility" value={reversibility} look="plain" />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
