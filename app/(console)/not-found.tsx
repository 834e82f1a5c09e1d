import type { Metadata } from 'next';
import { HeldLine } from '@/components/shell/held-line';
import { MissingPage } from '@/components/shell/missing-page';

export const metadata: Metadata = { title: 'Not found' };

/** Within the frame, so that a wrong link leaves the way out in reach. */
export default function NotFoundInConsole() {
  return (
    <>
      <MissingPage />
      <HeldLine />
    </>
  );
}
