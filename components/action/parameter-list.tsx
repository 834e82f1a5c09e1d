import { VisibleText } from '@/components/text/visible-text';
import { ExactText } from './exact-text';

/** What goes along with the command, each value as JSON, so that text and number differ. */
export function ParameterList({ parameters }: { parameters: Record<string, unknown> }) {
  const entries = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return <p className="text-sm text-muted">None.</p>;
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface font-mono text-sm">
      {entries.map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-4 px-3 py-1.5">
          <dt className="[overflow-wrap:anywhere] text-muted">
            <VisibleText text={name} />
          </dt>
          <dd className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
            <ExactText text={JSON.stringify(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
