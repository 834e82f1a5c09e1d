'use client';

import { useQuery } from '@tanstack/react-query';
import { OpenLink } from '@/components/source-link/open-link';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { sourceLinksQuery } from '@/lib/source-links/client';
import { linksFor } from '@/lib/source-links/rules';

/** The same query in its source, where an admin said how to get there; nothing elsewhere. */
export function SourceLinks({ evidence }: { evidence: EvidenceRow }) {
  // A room is no worse for the want of them, so while they are not known nothing is said.
  const { data } = useQuery(sourceLinksQuery);
  const links = data ? linksFor(data.items, evidence) : [];
  if (links.length === 0) return null;
  return (
    <ul aria-label="See it in its source" className="flex flex-wrap gap-x-3 gap-y-1.5">
      {links.map(({ id, ...link }) => (
        <li key={id} className="max-w-full min-w-0">
          <OpenLink {...link} />
        </li>
      ))}
    </ul>
  );
}
