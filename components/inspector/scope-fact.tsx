import Link from 'next/link';
import { scopeWords } from '@/components/agent/scope-words';
import { VisibleText } from '@/components/text/visible-text';
import type { LaneAgent } from '@/lib/investigations/views';

/** Who may do what, with the way to its page in the registry. */
export function ScopeFact({ agent }: { agent: LaneAgent }) {
  return (
    <>
      <Link
        href={`/agents/${agent.id}`}
        prefetch={false}
        className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        <VisibleText text={agent.name} />
      </Link>
      <span className="text-muted">, declared</span>
      <ul>
        {scopeWords(agent.scope).map(({ label, text }) => (
          <li key={label} className="break-words">
            <span className="text-faint">{label} </span>
            <VisibleText text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
