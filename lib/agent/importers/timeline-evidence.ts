import type { EvidenceItem } from '../sdk/types';
import { queryOf, titleOf } from './call-words';
import { readBody } from './evidence-body';
import { sourceOf } from './evidence-source';
import { placeOf } from './kubectl';
import type { RecordedCall } from './recorded-run';

/** Tools whose answer observes nothing: they wait, plan or keep book. */
const NO_OBSERVATION =
  /^(wait_tool|wait|sleep|todowrite|todo_write|update_plan|exitplanmode|enterplanmode|taskcreate|taskupdate|view_image|conductor_submit\w*)$/i;

/** What a recorded call observed; undefined where it observed nothing. */
export function evidenceOf(call: RecordedCall, step: string, id: string): EvidenceItem | undefined {
  if (call.submission || NO_OBSERVATION.test(call.tool)) return undefined;
  const isShell = call.command !== undefined;
  if (isShell && /\bcurl\b[\s\S]*\/submit\b/.test(call.command ?? '')) return undefined;
  // A command still running has seen nothing yet; one that ended and found nothing has.
  const isSilent = call.output.trim() === '';
  if (isSilent && (call.isRunning || call.status !== 'ok')) return undefined;
  const source = sourceOf(call);
  const { body, isCut } = readBody(call.output, source === 'logs');
  const query = queryOf(call);
  // A recording's services are its namespaces; what names none is about the incident's own.
  const service = isShell ? placeOf(query) : undefined;
  return {
    id,
    source,
    ...(service && { service }),
    title: titleOf(call),
    ...(query !== '' && { query: query.slice(0, 20_000) }),
    step,
    ...((call.isCut || isCut) && { truncated: true }),
    body,
  };
}
