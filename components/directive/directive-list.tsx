import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import type { DirectiveRow } from '@/lib/investigations/schema';

const WORDS: Record<DirectiveRow['kind'], string> = {
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  steer: 'Steer',
  return: 'Ask for more',
};

/** What people told the agent, and whether it has heard: given, then acknowledged. */
export function DirectiveList({ directives }: { directives: readonly DirectiveRow[] }) {
  if (directives.length === 0) return null;
  return (
    <section aria-label="What people told the agent" className="flex flex-col gap-1.5">
      <h4 className="text-sm font-semibold">What people told the agent</h4>
      <ol className="flex flex-col gap-2 text-sm">
        {directives.toReversed().map((directive) => (
          <li key={directive.id} className="flex flex-col gap-0.5 border-l-2 border-line pl-2.5">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{WORDS[directive.kind]}</span>
              <span className="text-xs text-muted">
                by <VisibleText text={directive.givenBy.name} />{' '}
                <RelativeTime at={directive.givenAt} />
              </span>
              {directive.acknowledgedAt ? (
                <Badge tone="good">
                  Acknowledged <RelativeTime at={directive.acknowledgedAt} />
                </Badge>
              ) : (
                <Badge tone="waiting">Not acknowledged yet</Badge>
              )}
            </span>
            {(directive.instruction ?? directive.reason) && (
              <span className="break-words text-muted">
                <VisibleText text={directive.instruction ?? directive.reason ?? ''} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
