import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { obedienceOf, type ObedienceFacts } from '@/lib/investigations/obedience';
import type { DirectiveRow } from '@/lib/investigations/schema';

const WORDS: Record<DirectiveRow['kind'], string> = {
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  steer: 'Steer',
  return: 'Ask for more',
};

/** What people told the agent, and what became of it: delivered, acknowledged, obeyed or not. */
export function DirectiveList({
  directives,
  facts,
}: {
  directives: readonly DirectiveRow[];
  facts: ObedienceFacts;
}) {
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
              <StateBadge noun="obedience" value={obedienceOf(directive, facts)} />
            </span>
            {(directive.instruction ?? directive.reason) && (
              <span className="break-words text-muted">
                <VisibleText text={directive.instruction ?? directive.reason ?? ''} />
              </span>
            )}
            <Trail directive={directive} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The steps that are behind it, each with its time. */
function Trail({ directive }: { directive: DirectiveRow }) {
  const { deliveredAt, acknowledgedAt, refusedWrites } = directive;
  return (
    <span className="text-xs text-muted">
      {deliveredAt ? (
        <>
          Delivered <RelativeTime at={deliveredAt} />
        </>
      ) : (
        'Not delivered yet'
      )}
      {', '}
      {acknowledgedAt ? (
        <>
          acknowledged <RelativeTime at={acknowledgedAt} />
        </>
      ) : (
        'not acknowledged'
      )}
      {refusedWrites > 0 && (
        <span className="text-bad">
          , {refusedWrites} {refusedWrites === 1 ? 'write' : 'writes'} refused since
        </span>
      )}
    </span>
  );
}
