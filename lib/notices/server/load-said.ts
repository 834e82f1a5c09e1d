import 'server-only';
import { handoverProjection } from '@/lib/command/fold';
import { incidentProjection } from '@/lib/incidents/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import type { Tx } from '@/lib/log/write';
import { mentionProjection } from '@/lib/mentions/fold';
import type { SaidKind } from '@/lib/notices/schema';
import { type LoadedMatter, placesOf } from '@/lib/notices/server/loaded-matter';
import type { Cause } from '@/lib/notices/words';

interface Said {
  key: string;
  people: string[];
  incidentId: string;
  investigationId: string | null;
  cause: Cause | null;
}

async function saidInNote(tx: Tx, id: string): Promise<Said | undefined> {
  const note = await tx.row(mentionProjection, id);
  if (!note) return undefined;
  const run = await tx.row(investigationProjection, note.investigationId);
  if (!run) return undefined;
  const { incidentId, id: investigationId } = run;
  // Whoever names themselves knows.
  const people = note.people.filter((each) => each !== note.by.id);
  return { key: `mention/${id}`, people, incidentId, investigationId, cause: null };
}

async function saidOfCommand(
  tx: Tx,
  kind: 'handover' | 'handover_ended',
  incidentId: string,
): Promise<Said | undefined> {
  const offer = await tx.row(handoverProjection, incidentId);
  if (!offer) return undefined;
  const { id, state, toId, from, endedBy } = offer;
  const key = `${kind}/${id}`;
  const said = { key, incidentId, investigationId: null };
  if (kind === 'handover') {
    return state === 'offered' ? { ...said, people: [toId], cause: null } : undefined;
  }
  if (state !== 'accepted' && state !== 'declined' && state !== 'overtaken') return undefined;
  // Both had to do with it; whoever ended it knows.
  const people = [from.id, ...(state === 'overtaken' ? [toId] : [])].filter(
    (each) => each !== endedBy?.id,
  );
  return { ...said, people, cause: { what: 'handover', became: state } };
}

/**
 * What one person said to others, as it stands now; undefined where it is not any more what it was.
 * It carries none of their words.
 */
export async function loadSaid(
  tx: Tx,
  kind: SaidKind,
  id: string,
): Promise<LoadedMatter | undefined> {
  const said = kind === 'mention' ? await saidInNote(tx, id) : await saidOfCommand(tx, kind, id);
  const incident = said && (await tx.row(incidentProjection, said.incidentId));
  if (!said || !incident) return undefined;
  const { key, people, incidentId, investigationId, cause } = said;
  const { service, environment, commanderId, severity } = incident;
  const none = { actionId: null, checkpointId: null, version: null };
  return {
    matter: { kind, service, environment, commanderId, people },
    ladder: [],
    about: { key, kind, ...none, investigationId, incidentId, service },
    facts: {
      kind,
      ...(await placesOf(tx, incident)),
      severity,
      act: null,
      stage: null,
      risk: null,
      until: null,
      cause,
    },
    path: `/incidents/${encodeURIComponent(incidentId)}`,
  };
}
