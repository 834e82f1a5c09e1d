import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { cache } from 'react';
import { pageMargins } from '@/components/print/page-margins';
import { PrintRoom } from '@/components/print/print-room';
import { roomPath } from '@/components/print/room-path';
import { printedState } from '@/components/print/printed-state';
import { utcFull } from '@/components/time/format-time';
import { env } from '@/lib/env';
import { readPrinted } from '@/lib/incidents/server/read-printed';
import { momentParam } from '@/lib/live/instant';
import { plainLine } from '@/lib/text/plain-line';
import { orNotFound } from '../../../../(console)/or-not-found';
import { pageContext } from '../../../../(console)/page-context';

interface PrintPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ at?: string | string[]; run?: string | string[] }>;
}

/** Read once a request, for the page and for its title. */
const printedOf = cache(async (id: string, run: string | undefined, at: string | undefined) => {
  const moment = at === undefined ? undefined : momentParam.safeParse(at);
  const asked = { id, run, moment: moment?.success ? moment.data : undefined };
  return orNotFound(readPrinted(await pageContext(), asked));
});

async function read({ params, searchParams }: PrintPageProps) {
  const { id } = await params;
  const { at, run } = await searchParams;
  const one = (value: string | string[] | undefined) =>
    typeof value === 'string' ? value : undefined;
  const place = { id, run: one(run), at: one(at) };
  return { place, printed: await printedOf(id, place.run, place.at) };
}

export async function generateMetadata(props: PrintPageProps): Promise<Metadata> {
  const { printed } = await read(props);
  const { incident, now } = printed.view;
  const title = `${incident.severity.toUpperCase()} ${incident.title}, as of ${utcFull(now)}`;
  return { title: plainLine(title) };
}

export default async function PrintPage(props: PrintPageProps) {
  const { place, printed } = await read(props);
  const { incident, now, asOf } = printed.view;
  const instant = asOf?.at ?? now;
  const nonce = (await headers()).get('x-nonce') ?? '';
  const path = roomPath(place);
  return (
    <>
      <style nonce={nonce} suppressHydrationWarning>
        {pageMargins({
          title: plainLine(`${incident.severity.toUpperCase()} ${incident.title}`).slice(0, 60),
          asOf: `As of ${utcFull(instant)}`,
        })}
      </style>
      <PrintRoom
        {...printedState(printed)}
        href={`${env().PUBLIC_URL}${path}`}
        path={path}
        asked={place.run ?? null}
        asOf={instant}
      />
    </>
  );
}
