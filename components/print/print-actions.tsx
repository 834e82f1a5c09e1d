import { ExactText } from '@/components/action/exact-text';
import { quoteCommand } from '@/components/action/quote-argument';
import { actionTrail, closingWords } from '@/components/incident/action-trail';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import type { ActionCommand, ActionRow } from '@/lib/actions/schema';

/** What is executed, whole, as the decision page shows it in one piece. */
function commandText(command: ActionCommand): string {
  if ('argv' in command) return quoteCommand(command.argv);
  if ('patch' in command) return command.patch.text;
  const { method, url, body } = command.request;
  return `${method} ${url}${body === undefined ? '' : `\n\n${JSON.stringify(body, null, 2)}`}`;
}

/** Every change that was proposed: the exact command, who signed, and what came of it. */
export function PrintActions({ facts }: { facts: RunFacts }) {
  const { actions } = facts;
  if (actions.length === 0) return <p className="text-sm">No change was proposed.</p>;
  return (
    <ol className="m-0 flex list-none flex-col gap-3 p-0">
      {actions.map((action) => (
        <li key={action.id} className="rounded-md border border-line p-3 text-sm">
          <PrintAction action={action} facts={facts} />
        </li>
      ))}
    </ol>
  );
}

function PrintAction({ action, facts }: { action: ActionRow; facts: RunFacts }) {
  const { contents, title, state, service, environment, risk, proposedAt, digest } = action;
  const { rollback, rationale } = contents;
  const closing = closingWords(action);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 break-after-avoid">
        <StateBadge noun="action" value={state} />
        <StateBadge noun="risk" value={risk} />
        <span className="text-xs text-muted">
          <VisibleText text={`${service}, ${environment}`} />, version {action.version}, proposed at{' '}
          {utcFull(proposedAt)}
        </span>
      </p>
      <p className="mt-1 font-medium [overflow-wrap:anywhere] text-ink">
        <VisibleText text={title} />
      </p>
      <p className="mt-1 [overflow-wrap:anywhere]">
        <VisibleText text={rationale} />
      </p>
      <Machine name="Command" text={commandText(contents.command)} />
      <Machine
        name="Rollback"
        text={'argv' in rollback ? quoteCommand(rollback.argv) : rollback.text}
      />
      <p className="mt-1 font-mono text-2xs break-all text-muted">digest {digest}</p>
      <ol className="m-0 mt-2 list-none p-0">
        {actionTrail(action, facts).map(({ key, noun, value, word, at, says }) => (
          <li key={key} className="break-inside-avoid py-0.5 [overflow-wrap:anywhere]">
            <VisibleText text={word ?? stateFace(noun, value).word} />
            {at && <span className="text-muted"> at {utcFull(at)}</span>}
            {says && (
              <>
                {': '}
                <VisibleText text={says} />
              </>
            )}
          </li>
        ))}
      </ol>
      {closing && (
        <p className="[overflow-wrap:anywhere]">
          <VisibleText text={closing} />
        </p>
      )}
    </>
  );
}

function Machine({ name, text }: { name: string; text: string }) {
  return (
    <div className="mt-2">
      <p className="text-xs font-medium break-after-avoid text-muted">{name}</p>
      <p className="rounded-sm border border-line bg-sunken px-2 py-1 font-mono text-xs [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
        <ExactText text={text} />
      </p>
    </div>
  );
}
