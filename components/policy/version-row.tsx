import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { PolicyVersionOut } from '@/lib/policies/views';
import { decidedWords, versionFace, versionHref } from './version-words';

/** One version in the history: what became of it, who proposed it, who decided. */
export function VersionRow({ version }: { version: PolicyVersionOut }) {
  const { proposedBy, proposedAt, decidedAt, reason } = version;
  const decided = decidedWords(version);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover md:grid-cols-[13rem_minmax(0,1fr)]">
      <span className="flex items-start">
        <StateBadge noun="policyVersion" value={versionFace(version)} />
      </span>
      <div className="col-span-2 min-w-0 md:col-span-1">
        <Link
          href={versionHref(version.version)}
          prefetch={false}
          className="focus-inset rounded-sm font-medium text-ink after:absolute after:inset-0"
        >
          Version {version.version}
        </Link>
        {reason && (
          <p className="line-clamp-2 text-sm [overflow-wrap:anywhere] text-ink">
            “<VisibleText text={reason} />”
          </p>
        )}
        <p className="text-sm [overflow-wrap:anywhere] text-muted">
          {proposedBy && proposedAt ? (
            <>
              Proposed by <VisibleText text={proposedBy.name} /> <RelativeTime at={proposedAt} />
            </>
          ) : (
            'Came with the installation'
          )}
          {decided && decidedAt && (
            <>
              {' · '}
              <VisibleText text={decided} /> <RelativeTime at={decidedAt} />
            </>
          )}
        </p>
      </div>
    </li>
  );
}
