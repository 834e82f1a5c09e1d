'use client';

import { FailedPage, type FailedPageProps } from '@/components/shell/failed-page';
import { StayLive } from '@/components/shell/stay-live';

export default function ErrorInConsole(props: FailedPageProps) {
  return (
    <>
      <StayLive />
      <FailedPage {...props} />
    </>
  );
}
