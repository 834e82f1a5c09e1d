'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRoom } from '@/components/incident/room-context';
import { NoticeLine } from '@/components/notice/notice-line';
import { kindWord } from '@/components/notice/notice-words';
import { toldQuery } from '@/components/timeline/use-told';
import { Loading } from '@/components/ui/skeleton';
import { eventFrom } from '@/lib/live/room-state';
import { EventView } from './event-view';
import { InspectorFrame } from './inspector-frame';

/** What people were told of, by whom it was taken and opened; or one event of that, as recorded. */
export function NoticeArticle({ id, fallback }: { id: string; fallback: ReactNode }) {
  const { state } = useRoom();
  const { data, isPending } = useQuery(toldQuery(state.incident.id));
  const [stream, seq] = id.split('/');
  const notice = data?.items.find((each) => each.id === stream);
  if (!notice) return isPending ? <Loading label="Loading who was told" /> : fallback;
  const wire = notice.events?.find((event) => String(event.seq) === seq);
  return (
    <InspectorFrame kind="Told" title={kindWord(notice.kind)}>
      {wire ? (
        <EventView event={eventFrom(notice.id, wire)} />
      ) : (
        <ul className="rounded-lg border border-line">
          <NoticeLine notice={notice} />
        </ul>
      )}
    </InspectorFrame>
  );
}
