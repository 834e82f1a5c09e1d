import { redirect } from 'next/navigation';

/** Whoever comes in comes in on the floor. */
export default function ConsolePage() {
  redirect('/incidents');
}
