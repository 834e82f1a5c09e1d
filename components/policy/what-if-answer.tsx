import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import type { Setting } from '@/lib/policies/schema';
import type { Evaluation } from '@/lib/policies/what-if-schema';
import { becauseWords } from '@/lib/policies/because-words';

/** What people ask about first; the rest follows. */
const FIRST: Setting[] = ['mode', 'evidenceHold', 'commitmentHold', 'approvals'];

/** What holds of the case, each with the rules that give it. */
export function WhatIfAnswer({ answer }: { answer: Evaluation }) {
  const { terms, settings, action, policy } = answer;
  const first = settings.filter(({ setting }) => FIRST.includes(setting));
  const rest = settings.filter(
    ({ setting, because }) =>
      !FIRST.includes(setting) && !because.some(({ id }) => id === 'everything'),
  );
  return (
    <div className="mt-4 flex flex-col gap-3 border-t border-line pt-4 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StateBadge noun="mode" value={terms.mode} size="md" />
        <span className="text-muted">
          {policy ? `by version ${policy.version}, in force` : 'by this draft'}
        </span>
      </p>
      {action && (
        <p className="[overflow-wrap:anywhere] text-muted">
          Judged as {action.reversibility === 'unknown' ? 'not known' : action.reversibility},
          reaching <VisibleText text={action.services.join(', ')} />,{' '}
          {action.trafficPercent === null
            ? 'a share of traffic that nobody has stated'
            : `${action.trafficPercent} % of the traffic`}
          .
        </p>
      )}
      <ul aria-label="What holds" className="flex flex-col gap-2">
        {[...first, ...rest].map(({ setting, name, value, because }) => (
          <li key={setting} className="[overflow-wrap:anywhere]">
            <span className="text-muted">{name}: </span>
            <span className="font-medium text-ink">{value}</span>
            <span className="block text-muted">
              <VisibleText text={becauseWords(because)} />
            </span>
          </li>
        ))}
      </ul>
      <p className="text-muted">Everything else holds as for everything.</p>
      {terms.mode === 'bounded' && action && action.whyPeople.length > 0 && (
        <Notice title="People would sign it all the same">
          <ul className="list-disc pl-4 text-muted">
            {action.whyPeople.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
