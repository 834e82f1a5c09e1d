'use client';

import { GitMerge } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { MergeOffer } from '@/lib/incidents/schema-merge';

const OfferDialog = dynamic(() => import('@/components/merge/offer-dialog'), { ssr: false });

/** Offers that are shown at first. */
const FEW = 2;

/** What may be one outage, quietly: nothing is merged until a person has looked at it. */
export function FloorOffers({ offers }: { offers: MergeOffer[] }) {
  const [isWhole, setWhole] = useState(false);
  const [asked, setAsked] = useState<MergeOffer>();
  if (offers.length === 0 && !asked) return null;
  const shown = isWhole ? offers : offers.slice(0, FEW);
  return (
    <>
      {offers.length > 0 && (
        <Notice
          icon={GitMerge}
          title={offers.length === 1 ? 'Perhaps one outage' : `${offers.length} possible outages`}
        >
          <ul className="flex flex-col gap-1.5 py-1">
            {shown.map((offer) => (
              <li
                key={offer.survivorId}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
              >
                <span className="min-w-0 flex-1 basis-60 break-words text-muted">
                  <span className="text-ink">{offer.incidents.length} incidents: </span>
                  <VisibleText text={offer.why} />
                </span>
                <Button size="sm" onClick={() => setAsked(offer)}>
                  Review<span className="sr-only"> these {offer.incidents.length}</span>
                </Button>
              </li>
            ))}
          </ul>
          {offers.length > FEW && (
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={isWhole}
              onClick={() => setWhole(!isWhole)}
            >
              {isWhole ? 'Show fewer' : `Show all ${offers.length}`}
            </Button>
          )}
        </Notice>
      )}
      {asked && (
        <OfferDialog key={asked.survivorId} offer={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
