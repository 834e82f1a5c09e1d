import 'server-only';
import { notFound } from 'next/navigation';
import { NotFound } from '@/lib/errors';

/** What was read, or the page that says that there is nothing here to see. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
