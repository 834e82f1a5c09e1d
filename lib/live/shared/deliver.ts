import { comparePlaces, type Place } from '@/lib/live/cursor';
import type { ToldFrame } from '@/lib/live/shared/messages';
import type { LiveFrame } from '@/lib/live/shared/read-frame';
import {
  type Asked,
  type Carried,
  later,
  type Reader,
  type Readers,
} from '@/lib/live/shared/readers';

/** The stream that stands, and what it has told so far. */
export interface OpenLine {
  asked: Asked;
  place: Place | undefined;
  carried: ReadonlyMap<string, Carried>;
}

export interface Delivery {
  line: OpenLine;
  readers: Readers;
  /** For whom what came is, in order. */
  told: Map<string, ToldFrame[]>;
  /** The newest list of who is in a room, by room. */
  presence: Map<string, unknown>;
  /** Somebody needs what this line has passed already: it has to be asked for anew, from further back. */
  isShort: boolean;
}

const withSeq = (reader: Reader, stream: string, seq: number | null): Reader => {
  const seqs = new Map(reader.cursor.seqs);
  if (seq === null) seqs.delete(stream);
  else seqs.set(stream, seq);
  return { ...reader, cursor: { ...reader.cursor, seqs } };
};

/**
 * Finds for whom each frame is: each reader is told what follows its cursor, in order, once. It ends
 * where the line turns out to be short, since what follows would leave a hole.
 */
export function deliver(line: OpenLine, before: Readers, frames: readonly LiveFrame[]): Delivery {
  const carried = new Map(line.carried);
  const readers = new Map(before);
  const told = new Map<string, ToldFrame[]>();
  const presence = new Map<string, unknown>();
  let { place } = line;
  const tell = (id: string, frame: ToldFrame) => {
    const frames = told.get(id);
    if (frames) frames.push(frame);
    else told.set(id, [frame]);
  };
  let isShort = false;
  const end = (): Delivery => ({
    line: { ...line, place, carried },
    readers,
    told,
    presence,
    isShort,
  });

  for (const frame of frames) {
    const shows = ({ room }: Reader) =>
      room !== undefined && 'room' in frame && room === frame.room;
    if (frame.event === 'carry') {
      const { room, stream, after } = frame;
      const known = carried.get(stream);
      const rooms = new Set(known?.rooms);
      if (after === null) rooms.delete(room);
      else rooms.add(room);
      if (rooms.size === 0) carried.delete(stream);
      else carried.set(stream, { rooms, seq: Math.max(known?.seq ?? 0, after ?? 0) });
      for (const [id, reader] of readers) {
        if (!shows(reader)) continue;
        const held = reader.cursor.seqs.get(stream) ?? 0;
        if (after === null) readers.set(id, withSeq(reader, stream, null));
        // Its page is read anew, and what it reads begins no later.
        else if (frame.anew) readers.set(id, withSeq(reader, stream, Math.max(held, after)));
        else {
          // Named even where it is nothing, so that it is asked for from there.
          readers.set(id, withSeq(reader, stream, held));
          isShort ||= held < after;
        }
      }
      if (isShort) return end();
    } else if (frame.event === 'presence') {
      presence.set(frame.room, frame.data);
      for (const [id, reader] of readers) {
        if (shows(reader)) tell(id, { event: 'presence', data: frame.data });
      }
    } else if (frame.event === 'timeline') {
      const { stream, seq, data } = frame;
      const known = carried.get(stream);
      if (known) carried.set(stream, { ...known, seq: Math.max(known.seq, seq) });
      for (const [id, reader] of readers) {
        if (reader.room === undefined || !known?.rooms.has(reader.room)) continue;
        if (seq <= (reader.cursor.seqs.get(stream) ?? 0)) continue;
        readers.set(id, withSeq(reader, stream, seq));
        tell(id, { event: 'timeline', data });
      }
    } else {
      const rooms = carried.get(frame.stream)?.rooms;
      for (const [id, { room, cursor }] of readers) {
        // Of a stream that is carried for its room, every event says so by itself.
        if (room !== undefined && rooms?.has(room)) continue;
        const isNews =
          !frame.place || !cursor.place || comparePlaces(frame.place, cursor.place) > 0;
        if (isNews) tell(id, { event: 'change', data: frame.data });
      }
    }
    place = later(place, frame.place);
    if (!frame.place) continue;
    for (const [id, reader] of readers) {
      const reached = later(reader.cursor.place, frame.place);
      if (reached === reader.cursor.place) continue;
      readers.set(id, { ...reader, cursor: { ...reader.cursor, place: reached } });
    }
  }
  return end();
}
