/** Rooms that one stream carries: what it resumes by has to fit into a header. */
export const MOST_ROOMS = 12;

/** Where a live stream stands: across all streams, and in each that it carries whole. */
export interface LiveCursor {
  place: { txid: string; position: string } | undefined;
  seqs: Map<string, number>;
}

const SEQ = /^([A-Za-z0-9_:.-]{1,140}):(\d{1,10})$/;

/** `inv_a:12,inc_x:3` as a map; what is malformed is left out, and so begins anew. */
export function parseSeqs(text: string): Map<string, number> {
  const seqs = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, stream, seq] = SEQ.exec(part) ?? [];
    if (stream && seq) seqs.set(stream, Number(seq));
  }
  return seqs;
}

/** The text of a frame's id. */
export function encodeLive({ place, seqs }: LiveCursor): string {
  const all = place ? `${place.txid}.${place.position}` : '';
  return `${all}|${[...seqs].map(([stream, seq]) => `${stream}:${seq}`).join(',')}`;
}

/** The inverse of {@link encodeLive}; an id that is not ours begins from now. */
export function decodeLive(text: string): LiveCursor {
  const [all = '', seqs = ''] = text.split('|');
  const [, txid, position] = /^(\d{1,19})\.(\d{1,19})$/.exec(all) ?? [];
  return { place: txid && position ? { txid, position } : undefined, seqs: parseSeqs(seqs) };
}

export type Place = NonNullable<LiveCursor['place']>;

/** Below zero where `a` comes first. */
export function comparePlaces(a: Place, b: Place): number {
  const [aTx, bTx] = [BigInt(a.txid), BigInt(b.txid)];
  const [x, y] = aTx === bTx ? [BigInt(a.position), BigInt(b.position)] : [aTx, bTx];
  return x < y ? -1 : x > y ? 1 : 0;
}
