'use client';

import { useQuery } from '@tanstack/react-query';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import type { EvidenceSource } from '@/lib/evidence/schema';
import { linkSamplesQuery } from '@/lib/source-links/client';
import { expandTemplate } from '@/lib/source-links/expand';
import { isFor } from '@/lib/source-links/rules';
import { OpenLink } from './open-link';
import { MADE_UP, noLinkWords } from './link-words';

export interface LinkPreviewProps {
  name: string;
  template: string;
  sources: EvidenceSource[];
  services: string[];
  environments: string[];
}

/** What the template makes of the newest evidence that it is for. */
export function LinkPreview({ name, template, ...bound }: LinkPreviewProps) {
  const source = bound.sources[0] ?? 'logs';
  const { data, error, isPending } = useQuery(linkSamplesQuery(source));
  const meant = data?.items.filter((each) => isFor(bound, each)) ?? [];
  // One that gets a link shows more than one that does not, as of evidence without a query.
  const sample = meant.find((each) => expandTemplate(template, each).ok) ?? meant[0];
  const expansion = expandTemplate(template, sample ?? { source, ...MADE_UP });
  return (
    <section aria-label="Preview" className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">What it makes of evidence</h3>
      <p className="text-xs text-muted">
        {error ? (
          sayError(error)
        ) : sample ? (
          <>
            “<VisibleText text={sample.title.slice(0, 120)} />
            ”, recorded <RelativeTime at={sample.recordedAt} />
          </>
        ) : isPending ? (
          'Looking for evidence to try it on…'
        ) : (
          'No evidence of this kind is recorded yet: shown with made-up values.'
        )}
      </p>
      {expansion.ok ? (
        <div className="flex flex-col items-start gap-2">
          <code className="max-h-32 w-full overflow-y-auto rounded-md border border-line bg-sunken px-2 py-1.5 text-xs break-all">
            {expansion.href}
          </code>
          <OpenLink name={name || 'its source'} href={expansion.href} host={expansion.host} />
        </div>
      ) : (
        <p className="text-xs text-muted">{noLinkWords(expansion)}</p>
      )}
    </section>
  );
}
