import type { PolicyVersionOut } from '@/lib/policies/views';
import { VersionRow } from './version-row';

/** Every version, newest first. */
export function VersionList({ versions }: { versions: PolicyVersionOut[] }) {
  return (
    <ul
      aria-label="Versions"
      className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
    >
      {versions.map((version) => (
        <VersionRow key={version.version} version={version} />
      ))}
    </ul>
  );
}
