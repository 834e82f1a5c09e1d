import { callApi } from '@/lib/http/call-api';
import { incidentRow } from '@/lib/incidents/schema';
import type {
  MergeIncidentsInput,
  SplitIncidentInput,
  TellApartInput,
  UnmergeIncidentInput,
} from '@/lib/incidents/schema-merge';

const pathOf = (id: string, act: string) => `/incidents/${encodeURIComponent(id)}/${act}`;

/** What the server answers reaches the screen by the live stream. */
const heard = () => undefined;

/** Makes others part of an incident. @throws ApiProblem */
export const mergeIncidents = (id: string, body: MergeIncidentsInput) =>
  callApi(pathOf(id, 'merges'), { method: 'POST', body, parse: heard });

/** Takes an incident back out of what it is part of. @throws ApiProblem */
export const unmergeIncident = (id: string, body: UnmergeIncidentInput) =>
  callApi(pathOf(id, 'unmerge'), { method: 'POST', body, parse: heard });

/** Parts alerts from an incident; answers with the one that they make. @throws ApiProblem */
export const splitIncident = (id: string, body: SplitIncidentInput) =>
  callApi(pathOf(id, 'split'), { method: 'POST', body, parse: incidentRow.parse });

/** Says that incidents are not the same outage. @throws ApiProblem */
export const tellApart = (body: TellApartInput) =>
  callApi('/incidents/apart', { method: 'POST', body, parse: heard });
