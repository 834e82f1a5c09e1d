'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { StateBadge } from '@/components/ui/state-badge';
import { termsQuery } from '@/lib/investigations/client';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Setting } from '@/lib/policies/schema';
import type { StandingTerms } from '@/lib/policies/what-if-schema';
import { becauseWords } from '@/lib/policies/because-words';

/** What bears on a run at once; the rest is on the policy’s own page. */
const SHOWN: Setting[] = ['mode', 'evidenceHold', 'commitmentHold', 'approvals'];

export interface RunTermsProps {
  row: InvestigationRow;
  /** What the room came with; null of a run that has begun since, and where the log holds none. */
  known: StandingTerms | null;
}

/** How far a run may go by policy, and which rule says so, now or as it was; until that is known, as it began. */
export function RunTerms({ row, known }: RunTermsProps) {
  const { at } = useRoomHands();
  const { asOf } = useRoom().state;
  const { data } = useQuery({ ...termsQuery(row.id, known), enabled: at === null });
  // Looking back, what came with the room is what policy said then.
  const terms = asOf ? known : data;
  const { version } = row.policy;
  return (
    <section
      aria-label="By policy"
      className="flex flex-col gap-2 border-t border-line pt-3 text-sm"
    >
      <h4 className="text-xs font-medium text-muted">
        {asOf && terms ? 'By policy, as it was then' : 'By policy'}
      </h4>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StateBadge noun="mode" value={terms?.terms.mode ?? row.mode} />
        <span className="text-muted">
          began under{' '}
          <Link
            href={`/policies/versions/${version}`}
            className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
          >
            version {version}
          </Link>
        </span>
      </p>
      {terms && <Reasons terms={terms} />}
    </section>
  );
}

function Reasons({ terms: { settings, policy, pinned } }: { terms: StandingTerms }) {
  const tightened = settings.filter(
    ({ because }) =>
      policy.version !== pinned?.version &&
      because.every(({ version }) => version === policy.version),
  );
  return (
    <>
      <ul className="flex flex-col gap-1.5">
        {settings
          .filter(({ setting }) => SHOWN.includes(setting))
          .map(({ setting, name, value, because }) => (
            <li key={setting} className="[overflow-wrap:anywhere]">
              <span className="text-muted">{name}: </span>
              <span className="text-ink">{value}</span>
              <span className="block text-xs text-muted">
                <VisibleText text={becauseWords(because)} />
              </span>
            </li>
          ))}
      </ul>
      {tightened.length > 0 && (
        <p className="text-xs text-waiting">
          Tightened since by version {policy.version}:{' '}
          {tightened.map(({ name }) => name.toLowerCase()).join(', ')}.
        </p>
      )}
    </>
  );
}
