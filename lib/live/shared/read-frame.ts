import { decodeLive, type Place } from '@/lib/live/cursor';

/** One frame of the stream, as far as it has to be understood to find whom it is for. */
export type LiveFrame = { place: Place | undefined } & (
  | { event: 'timeline'; stream: string; seq: number; data: unknown }
  | { event: 'change'; stream: string; data: unknown }
  | { event: 'carry'; room: string; stream: string; after: number | null; anew: boolean }
  | { event: 'presence'; room: string; data: unknown }
);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/**
 * A frame as it came over the line; undefined of a kind that this version does not know. Checked by
 * hand: the thread that holds the stream needs no schemas.
 */
export function readFrame(message: {
  event?: string | undefined;
  id?: string | undefined;
  data: string;
}): LiveFrame | undefined {
  const { event, id } = message;
  if (event !== 'timeline' && event !== 'change' && event !== 'carry' && event !== 'presence')
    return undefined;
  const data: unknown = JSON.parse(message.data);
  const given: Record<string, unknown> = Object(data);
  const { place } = decodeLive(id ?? '');
  const stream = textOf(given.stream);
  const room = textOf(given.room);
  if (event === 'change') return { event, place, stream, data };
  if (event === 'presence') return { event, place, room, data };
  if (event === 'timeline') {
    const { seq }: { seq?: unknown } = Object(given.event);
    return { event, place, stream, seq: numberOf(seq), data };
  }
  const after = given.after === null ? null : numberOf(given.after);
  return { event, place, room, stream, after, anew: given.anew === true };
}
