import type { Member } from './agent-tree';

const bearing = (key: string) => ({ Authorization: `Bearer ${key}` });

/** An open stream; `ended` tells at which instant it did. */
export async function openStream(
  address: string,
  key: string,
): Promise<{ ended: Promise<number> }> {
  const response = await fetch(address, { headers: bearing(key) });
  const reader = response.body?.getReader();
  if (!response.ok || !reader) throw new Error(`${address} answered ${response.status}.`);
  await reader.read();
  const drain = async (): Promise<number> => {
    for (let next = await reader.read(); !next.done;) next = await reader.read();
    return performance.now();
  };
  return { ended: drain() };
}

/** The instant at which a long wait was refused; one that only ran out is begun again. */
export async function refusedWait(address: string, key: string): Promise<number> {
  for (;;) {
    const response = await fetch(address, { headers: bearing(key) });
    await response.arrayBuffer();
    if (response.status === 401) return performance.now();
    if (!response.ok) throw new Error(`A wait ended with ${response.status}.`);
  }
}

export interface Written {
  sentAt: number;
  answeredAt: number;
  isTaken: boolean;
}

/** Writes one note after another until it is refused; tells when each was sent and answered. */
export async function writeUntilRefused(address: string, { id, key }: Member): Promise<Written[]> {
  const written: Written[] = [];
  for (let i = 0; ; i++) {
    const event = { id: `${id}-${i}`, kind: 'note.added', at: new Date().toISOString(), text: 'x' };
    const sentAt = performance.now();
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...bearing(key) },
      body: JSON.stringify({ events: [event] }),
    });
    await response.arrayBuffer();
    written.push({ sentAt, answeredAt: performance.now(), isTaken: response.ok });
    if (response.ok) continue;
    if (response.status !== 401) throw new Error(`A write ended with ${response.status}.`);
    return written;
  }
}
