'use client';

import { GitMerge } from 'lucide-react';
import { useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { late } from '@/components/ui/late';
import type { MergeOffer } from '@/lib/incidents/schema-merge';

const OfferDialog = late(() => import('@/components/merge/offer-dialog'));

/** What may be one outage, quietly: nothing is merged until a person has looked at it. */
export function FloorOffers({ offers }: { offers: MergeOffer[] }) {
  const [isWhole, setWhole] = useState(false);
  const [asked, setAsked] = useState<MergeOffer>();
  if (offers.length === 0 && !asked) return null;
  const shown = isWhole ? offers : offers.slice(0, 1);
  return (
    <>
      {offers.length > 0 && (
        <Notice icon={GitMerge}>
          <ul className="flex flex-col gap-1.5">
            {shown.map((offer, index) => (
              <li
                key={offer.survivorId}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
              >
                <span className="min-w-0 flex-1 basis-60 break-words text-muted">
                  <span className="font-medium text-ink">
                    Perhaps one outage, {offer.incidents.length} incidents:{' '}
                  </span>
                  <VisibleText text={offer.why} />
                </span>
                <span className="flex items-center gap-2">
                  {index === 0 && offers.length > 1 && (
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-expanded={isWhole}
                      onClick={() => setWhole(!isWhole)}
                    >
                      {isWhole ? 'Show one' : `${offers.length - 1} more`}
                    </Button>
                  )}
                  <Button size="sm" onClick={() => setAsked(offer)}>
                    Review<span className="sr-only"> these {offer.incidents.length}</span>
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {asked && (
        <OfferDialog key={asked.survivorId} offer={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
