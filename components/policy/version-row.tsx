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
    <li className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover">
      <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <Link
          href={versionHref(version.version)}
          prefetch={false}
          className="focus-inset rounded-sm font-medium text-ink after:absolute after:inset-0"
        >
          Version {version.version}
        </Link>
        <StateBadge noun="policyVersion" value={versionFace(version)} />
      </span>
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
    </li>
  );
}
