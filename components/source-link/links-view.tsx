'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Page, PageHeader } from '@/components/shell/page';
import { SOURCES } from '@/components/timeline/event-face';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useLive } from '@/lib/live/client';
import { deleteSourceLink, sourceLinksQuery } from '@/lib/source-links/client';
import type { SourceLinkRow } from '@/lib/source-links/schema';
import { placesWords } from './link-words';

const LinkForm = dynamic(() => import('./link-form'), { ssr: false });

export interface LinksViewProps {
  initial: { items: SourceLinkRow[] };
  /** Why this person may not change them. */
  refusal: string | undefined;
}

type Asking = { link: SourceLinkRow | undefined };

/** Where evidence can be seen in its source, by templates that admins keep. */
export function LinksView({ initial, refusal }: LinksViewProps) {
  const queries = useQueryClient();
  const links = useQuery({ ...sourceLinksQuery, initialData: initial });
  const [asking, setAsking] = useState<Asking>();
  useLive({});
  const refresh = () => void queries.invalidateQueries({ queryKey: sourceLinksQuery.queryKey });
  const remove = useMutation({ mutationFn: deleteSourceLink, onSettled: refresh });
  const { items } = links.data;
  return (
    <Page>
      <PageHeader
        title="Links to sources"
        crumb={
          <Link href="/services" className="underline-offset-2 hover:underline">
            Services
          </Link>
        }
        lead="From a piece of evidence to the same query in Grafana, Kibana, Jaeger or wherever it was read."
        actions={
          <Button
            variant="primary"
            icon={<Plus aria-hidden size={14} />}
            disabledReason={refusal}
            aria-haspopup="dialog"
            onClick={() => setAsking({ link: undefined })}
          >
            Add a link
          </Button>
        }
      />
      {remove.isError && (
        <Notice tone="bad" title="Nothing was removed" announced="alert">
          {sayError(remove.error)}
        </Notice>
      )}
      <Panel title="Links" flush>
        {items.length === 0 ? (
          <EmptyState icon={ExternalLink} level={3} title="Evidence leads nowhere yet">
            An admin says once where logs, metrics or traces are kept; from then on evidence opens
            there with its query and its window.
          </EmptyState>
        ) : (
          <ul aria-label="Links to sources" className="divide-y divide-line">
            {items.map((link) => (
              <LinkLine
                key={link.id}
                link={link}
                refusal={refusal}
                isRemoving={remove.isPending && remove.variables === link.id}
                onChange={() => setAsking({ link })}
                onRemove={() => remove.mutate(link.id)}
              />
            ))}
          </ul>
        )}
      </Panel>
      {asking && (
        <LinkForm link={asking.link} onClose={() => setAsking(undefined)} onSaved={refresh} />
      )}
    </Page>
  );
}

interface LinkLineProps {
  link: SourceLinkRow;
  refusal: string | undefined;
  isRemoving: boolean;
  onChange: () => void;
  onRemove: () => void;
}

function LinkLine({ link, refusal, isRemoving, onChange, onRemove }: LinkLineProps) {
  const { name, sources, services, environments, template, addedBy } = link;
  const words = sources.map((source) => SOURCES[source].word.toLowerCase()).join(', ');
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="text-sm font-medium text-ink">
          <VisibleText text={name} />
        </p>
        <p className="text-xs break-words text-muted">
          for {words} of{' '}
          <VisibleText
            text={`${placesWords(services, 'every service')} in ${placesWords(environments, 'every environment')}`}
          />
          , by <VisibleText text={addedBy.name} />
        </p>
        <code className="mt-1 block text-xs break-all text-muted">
          <VisibleText text={template} isExact />
        </code>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          disabledReason={refusal}
          aria-label={`Change ${name}`}
          aria-haspopup="dialog"
          onClick={onChange}
        >
          Change
        </Button>
        <Button
          size="sm"
          variant="danger-quiet"
          pending={isRemoving}
          disabledReason={refusal}
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}
