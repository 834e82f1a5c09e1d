import Link from 'next/link';
import { Page, PageHeader } from '@/components/shell/page';
import { Badge } from '@/components/ui/badge';
import type { ProblemText } from '@/lib/problems/problem-text';
import { CodeInText } from './code-in-text';

/** What a refusal means, what it leaves as it was, and what to do. */
export function ProblemView({ slug, problem }: { slug: string; problem: ProblemText }) {
  const sections = [
    ['What it means', problem.means],
    ['What is unchanged', problem.unchanged],
    ['What to do', problem.next],
  ] as const;
  return (
    <Page width="column">
      <PageHeader
        crumb={
          <Link
            href="/problems"
            className="rounded-sm hover:text-ink hover:underline pointer-coarse:inline-block pointer-coarse:min-h-11 pointer-coarse:content-center"
          >
            All problems
          </Link>
        }
        title={problem.title}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            {problem.status.map((code) => (
              <Badge key={code}>HTTP {code}</Badge>
            ))}
            <code className="font-mono text-xs break-all">{slug}</code>
          </span>
        }
      />
      <div className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-4 md:p-5">
        {sections.map(([heading, text]) => (
          <section key={heading} className="flex flex-col gap-1">
            <h2 className="text-sm font-semibold text-ink">{heading}</h2>
            <p className="text-base text-pretty text-ink">
              <CodeInText>{text}</CodeInText>
            </p>
          </section>
        ))}
      </div>
    </Page>
  );
}
