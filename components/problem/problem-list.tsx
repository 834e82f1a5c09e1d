import Link from 'next/link';
import { Page, PageHeader } from '@/components/shell/page';
import { Panel } from '@/components/ui/panel';
import { PROBLEM_PARTS } from '@/lib/problems/list';
import { CodeInText } from './code-in-text';

/** Every refusal there is, in its parts. */
export function ProblemList() {
  return (
    <Page width="column">
      <PageHeader
        title="Problems"
        lead={
          <CodeInText>
            Whatever Countersign refuses, it answers with a problem (RFC 9457). Its `type` ends in
            one of these names, which never change their meaning.
          </CodeInText>
        }
      />
      {PROBLEM_PARTS.map(({ title, problems }) => (
        <Panel key={title} title={title} flush>
          <ul className="divide-y divide-line">
            {Object.entries(problems).map(([slug, problem]) => (
              <li key={slug}>
                <Link
                  href={`/problems/${slug}`}
                  prefetch={false}
                  className="flex min-h-11 flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="text-sm font-medium text-ink">{problem.title}</span>
                  <span className="font-mono text-xs break-all text-muted">
                    {problem.status.join(', ')} {slug}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </Page>
  );
}
