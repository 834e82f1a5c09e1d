'use client';

import { useState } from 'react';
import { versionChanges } from '@/components/action/version-changes';
import { DiffView } from '@/components/evidence/diff-view';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { ActionVersionRow } from '@/lib/actions/schema';
import { whatChangedId } from './what-changed-id';

interface VersionProps {
  /** Oldest first; the last is the one that stands. */
  versions: ActionVersionRow[];
}

/** Nothing until the agent has amended its proposal; then earlier versions, and what differs. */
export function VersionSection({ versions }: VersionProps) {
  if (versions.length < 2) return null;
  return (
    <Panel
      id={whatChangedId}
      title="What changed"
      aside={<span className="text-sm text-faint">{versions.length} versions</span>}
    >
      <History versions={versions} />
    </Panel>
  );
}

/** What the version that stands changed against an earlier one, field by field. */
function History({ versions }: VersionProps) {
  const current = versions.at(-1);
  const previous = versions.at(-2);
  const [against, setAgainst] = useState<number>();
  const base = versions.find(({ version }) => version === against) ?? previous;
  if (!current || !previous || !base) return null;
  const changes = versionChanges(base.contents, current.contents);
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-wrap gap-1.5">
        {versions.slice(0, -1).map(({ version, at }) => (
          <li key={version}>
            <Button
              size="sm"
              variant={version === base.version ? 'primary' : 'secondary'}
              aria-pressed={version === base.version}
              onClick={() => setAgainst(version)}
            >
              Against version {version}, <RelativeTime at={at} />
            </Button>
          </li>
        ))}
      </ul>
      {changes.length === 0 ? (
        <p className="text-sm text-muted">Every field is the same; only the version differs.</p>
      ) : (
        changes.map(({ field, label, unified }) => (
          <div key={field} className="flex flex-col gap-1">
            <h3 className="text-sm font-medium text-ink">{label}</h3>
            <DiffView unified={unified} label={`${label}, old and new`} whole />
          </div>
        ))
      )}
    </div>
  );
}
