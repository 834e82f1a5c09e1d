import type { Metadata } from 'next';
import { MissingPage } from '@/components/shell/missing-page';
import { StayLive } from '@/components/shell/stay-live';

export const metadata: Metadata = { title: 'Not found' };

/** Within the frame, so that a wrong link leaves the way out in reach. */
export default function NotFoundInConsole() {
  return (
    <>
      <StayLive />
      <MissingPage />
    </>
  );
}
