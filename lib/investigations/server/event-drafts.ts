import 'server-only';
import type { AgentEvent, InvestigationRow } from '@/lib/investigations/schema';
import { type Look, looksIn } from '@/lib/investigations/server/looks';
import type { Draft } from '@/lib/log/append';
import { digestOf } from '@/lib/log/canonical';
import type { Tx } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** An event with its secrets masked, and how many there were. */
function masked(event: AgentEvent): { event: AgentEvent; count: number } {
  const { id, at, ...posted } = event;
  const { value, masked: count } = maskSecrets(posted);
  return { event: { ...value, id, at }, count };
}

function toDraft(
  { event, count }: ReturnType<typeof masked>,
  row: InvestigationRow,
  look: Look | undefined,
): Draft {
  const { id, kind, at, ...value } = event;
  const added = { ...(count > 0 ? { masked: count } : {}), ...look };
  if (!('evidence' in value)) return { id, kind, at, payload: { ...value, ...added } };
  const { service, environment } = row;
  const evidence = { service, environment, ...value.evidence };
  const isLater = row.stage !== 'gathering';
  const payload = { evidence, digest: digestOf(evidence), isLater, ...added };
  return { id, kind, at, payload };
}

/**
 * An agent's events as they are stored: secrets masked, evidence digested and its place filled in,
 * looks marked.
 */
export async function draftsOf(
  tx: Tx,
  row: InvestigationRow,
  events: readonly AgentEvent[],
): Promise<Draft[]> {
  const shown = events.map(masked);
  const looks = await looksIn(
    tx,
    row.id,
    shown.map(({ event }) => event),
  );
  return shown.map((each) => toDraft(each, row, looks.get(each.event.id)));
}
