import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import type { ApiProblem } from '@/lib/http/call-api';

/** What the server said instead of doing it, in its words. */
export function ProblemNotice({ problem }: { problem: ApiProblem | undefined }) {
  if (!problem) return null;
  return (
    <Notice tone="bad" announced="alert" title={problem.title}>
      {problem.detail !== `${problem.title}.` && <VisibleText text={problem.detail} />}
      {problem.errors.length > 0 && (
        <ul className="list-disc pl-4">
          {problem.errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <VisibleText text={`${path} ${message}`} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
