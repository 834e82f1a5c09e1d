import { comparePlaces, type LiveCursor, type Place } from '@/lib/live/cursor';

/** One page, or a part of one, that is told what happens. */
export interface Reader {
  room: string | undefined;
  /** All up to there has been told. */
  cursor: LiveCursor;
  /** Whether a line stood for it before: if one stands anew, something may have been missed. */
  hasStood: boolean;
  /** Tellings that it has not taken in yet, and since when, in ms. */
  untaken: number;
  untakenSince: number;
  toldAt: number;
}

export type Readers = ReadonlyMap<string, Reader>;

/** What one stream is to carry, and from where. */
export interface Asked {
  rooms: string[];
  /** Whether what is carried for a room is told as a change besides, for pages that show another. */
  changes: 'all' | 'others';
  cursor: LiveCursor;
}

export const earlier = (a: Place | undefined, b: Place | undefined): Place | undefined =>
  a && b ? (comparePlaces(a, b) <= 0 ? a : b) : (a ?? b);

export const later = (a: Place | undefined, b: Place | undefined): Place | undefined =>
  a && b ? (comparePlaces(a, b) >= 0 ? a : b) : (a ?? b);

const seqOf = ({ cursor }: Reader, stream: string): number => cursor.seqs.get(stream) ?? 0;

/** The lowest seq of each stream that somebody who shows one of its rooms has. */
function lowestSeqs(readers: Reader[]): Map<string, number> {
  const roomsOf = new Map<string, Set<string | undefined>>();
  for (const { room, cursor } of readers) {
    for (const stream of cursor.seqs.keys()) {
      roomsOf.set(stream, (roomsOf.get(stream) ?? new Set()).add(room));
    }
  }
  const lowest = [...roomsOf].map(([stream, rooms]): [string, number] => {
    const its = readers.filter(({ room }) => rooms.has(room));
    return [stream, Math.min(...its.map((reader) => seqOf(reader, stream)))];
  });
  // A stream of which somebody has nothing is asked for from its beginning.
  return new Map(lowest.filter(([, seq]) => seq > 0));
}

/** The stream that serves all of these readers. */
export function wanted(readers: Readers): Asked {
  const all = [...readers.values()];
  const rooms = [...new Set(all.flatMap(({ room }) => (room === undefined ? [] : [room])))].sort();
  const [only] = rooms;
  const isOneForAll = rooms.length === 1 && all.every(({ room }) => room === only);
  const place = all.map(({ cursor }) => cursor.place).reduce(earlier, undefined);
  return {
    rooms,
    changes: rooms.length === 0 || isOneForAll ? 'others' : 'all',
    cursor: { place, seqs: lowestSeqs(all) },
  };
}

/**
 * Whether a stream that was asked for so also carries what is wanted now. One that leaves out the
 * changes of its room serves that room alone: whoever shows none would miss them.
 */
export const suffices = (asked: Asked, now: Asked): boolean =>
  now.rooms.every((room) => asked.rooms.includes(room)) &&
  (asked.changes === 'all' ||
    (now.changes === 'others' && now.rooms.length === asked.rooms.length));

/** A stream that is carried: for which rooms, and up to where it has come. */
export interface Carried {
  rooms: ReadonlySet<string>;
  seq: number;
}

/** Whether a line has told nothing yet that this reader lacks. */
export function isAhead(
  reader: Reader,
  line: { place: Place | undefined; carried: ReadonlyMap<string, Carried> },
): boolean {
  const { room, cursor } = reader;
  const isPlaced =
    !cursor.place || (line.place !== undefined && comparePlaces(line.place, cursor.place) <= 0);
  if (!isPlaced || room === undefined) return isPlaced;
  return [...line.carried].every(
    ([stream, { rooms, seq }]) => !rooms.has(room) || seqOf(reader, stream) >= seq,
  );
}
