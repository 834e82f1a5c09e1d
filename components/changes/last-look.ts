/** When this person last had each room before their eyes, in this browser. */
type Looks = Record<string, string>;

/** Rooms that are remembered, the latest looked at. */
const MOST_ROOMS = 200;

const keyOf = (personId: string): string => `countersign.looked.${personId}`;

/** What was kept, by incident; nothing of what is malformed. */
export function parseLooks(text: string | null): Looks {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    return Object.fromEntries(
      Object.entries(Object(kept) as Record<string, unknown>).filter(
        (each): each is [string, string] =>
          typeof each[1] === 'string' && !Number.isNaN(Date.parse(each[1])),
      ),
    );
  } catch {
    return {};
  }
}

/** With a look added; the oldest are let go. */
export function withLook(looks: Looks, incidentId: string, at: string): Looks {
  const all = Object.entries({ ...looks, [incidentId]: at });
  return Object.fromEntries(all.toSorted((a, b) => b[1].localeCompare(a[1])).slice(0, MOST_ROOMS));
}

function readLooks(personId: string): Looks {
  try {
    return parseLooks(localStorage.getItem(keyOf(personId)));
  } catch {
    // Storage can be refused; then nothing is remembered.
    return {};
  }
}

/** Before this page was opened: what is written while it stands is not asked for here. */
const before = new Map<string, string | undefined>();

/** When a person last looked at a room before they came to it now; undefined where that is not known. */
export function lookBeforeThis(personId: string, incidentId: string): string | undefined {
  const key = `${personId} ${incidentId}`;
  if (!before.has(key)) before.set(key, readLooks(personId)[incidentId]);
  return before.get(key);
}

/** The room is before their eyes at this instant. */
export function keepLook(personId: string, incidentId: string, at: string): void {
  lookBeforeThis(personId, incidentId);
  try {
    const looks = withLook(readLooks(personId), incidentId, at);
    localStorage.setItem(keyOf(personId), JSON.stringify(looks));
  } catch {
    return;
  }
}

/** They have gone and come back: the look before this one ended then. */
export function endLook(personId: string, incidentId: string, at: string): void {
  before.set(`${personId} ${incidentId}`, at);
}
