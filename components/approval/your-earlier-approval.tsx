'use client';

import { versionChanges } from '@/components/action/version-changes';
import { DiffView } from '@/components/evidence/diff-view';
import { Notice } from '@/components/ui/notice';
import type { ActionVersionRow } from '@/lib/actions/schema';

export interface EarlierApprovalProps {
  versions: ActionVersionRow[];
  /** The version that this person approved. */
  approved: number;
  /** The version that stands. */
  version: number;
}

/** First of all to who approved an earlier version: it is void, and this is what became different. */
export function YourEarlierApproval({ versions, approved, version }: EarlierApprovalProps) {
  const old = versions.find((each) => each.version === approved);
  const current = versions.find((each) => each.version === version);
  if (!old || !current) return null;
  const changes = versionChanges(old.contents, current.contents);
  return (
    <Notice
      tone="bad"
      title={`You approved version ${old.version}. The agent changed it, and your approval is void.`}
    >
      {changes.length === 0 ? (
        <p className="mt-1">Every field is the same; only the version differs.</p>
      ) : (
        <ul aria-label="What changed since your approval" className="mt-2 flex flex-col gap-3">
          {changes.map(({ field, label, unified }) => (
            <li key={field} className="flex flex-col gap-1">
              <span className="font-medium">{label}</span>
              <DiffView unified={unified} label={`${label}, as approved and now`} whole />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
