import type { Timeline } from '@/lib/agent/importers/timeline';
import { findFlaw } from '@/lib/http/json-scan';
import { proposeActionInput } from '@/lib/actions/schema';
import { openIncidentInput } from '@/lib/incidents/schema';
import { agentEvent } from '@/lib/investigations/schema';
import {
  createInvestigationInput,
  requestCheckpointInput,
} from '@/lib/investigations/schema-input';

/** What the API would refuse in a timeline, or what is out of order in it, as sentences. */
export function faultsOfTimeline(timeline: Timeline): string[] {
  const faults: string[] = [];
  const check = (
    place: string,
    result: { success: boolean; error?: { issues: { message: string }[] } | undefined },
  ) => {
    const why = result.error?.issues.map((issue) => JSON.stringify(issue)).join('; ');
    if (!result.success) faults.push(`${place}: ${why}`);
  };
  check('incident', openIncidentInput.safeParse(timeline.incident));
  const investigation = { incidentId: 'inc_x', ...timeline.investigation };
  check('investigation', createInvestigationInput.safeParse(investigation));
  const ids = new Set<string>();
  const evidence = new Set<string>();
  const flaw = findFlaw(JSON.stringify({ events: [timeline] }));
  if (flaw) faults.push(`${flaw.path} ${flaw.message}`);
  let lastMs = -Infinity;
  for (const operation of timeline.operations) {
    const { place, atMs } = operation;
    if (atMs < lastMs) faults.push(`${place} is before what precedes it`);
    lastMs = atMs;
    const id = operation.type === 'event' ? operation.event.id : operation.key;
    if (ids.has(id)) faults.push(`${place}: ${id} is there twice`);
    ids.add(id);
    if (operation.type === 'checkpoint') {
      check(place, requestCheckpointInput.safeParse(operation.input));
    } else if (operation.type === 'action') {
      check(place, proposeActionInput.safeParse(operation.input));
      const unknown = operation.input.evidenceIds.filter((named) => !evidence.has(named));
      if (unknown.length > 0) faults.push(`${place} rests on ${unknown.join()} before it is known`);
    } else {
      check(place, agentEvent.safeParse(operation.event));
      const known = operation.event.kind === 'evidence.recorded' && operation.event.evidence.id;
      if (known) evidence.add(known);
    }
  }
  return faults;
}
