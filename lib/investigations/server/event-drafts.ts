import 'server-only';
import type { AgentEvent, InvestigationRow } from '@/lib/investigations/schema';
import type { Look } from '@/lib/investigations/server/looks';
import type { Draft } from '@/lib/log/append';
import { digestOf } from '@/lib/log/canonical';
import { maskSecrets } from '@/lib/text/mask';

/** An event with its secrets masked, and how many there were. */
export interface ShownEvent {
  event: AgentEvent;
  masked: number;
}

export function shownEvent({ id, at, ...posted }: AgentEvent): ShownEvent {
  const { value, masked } = maskSecrets(posted);
  return { event: { ...value, id, at }, masked };
}

/** An event as it is stored: evidence digested and its place filled in, its look marked. */
export function toDraft(
  { event, masked }: ShownEvent,
  row: InvestigationRow,
  look: Look | undefined,
): Draft {
  const { id, kind, at, ...value } = event;
  const added = { ...(masked > 0 ? { masked } : {}), ...look };
  if (!('evidence' in value)) return { id, kind, at, payload: { ...value, ...added } };
  const { service, environment } = row;
  const evidence = { service, environment, ...value.evidence };
  const isLater = row.stage !== 'gathering';
  const payload = { evidence, digest: digestOf(evidence), isLater, ...added };
  return { id, kind, at, payload };
}
