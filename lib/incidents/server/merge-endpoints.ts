import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { incidentRow } from '@/lib/incidents/schema';
import {
  mergeIncidentsInput,
  splitIncidentInput,
  tellApartInput,
  unmergeIncidentInput,
} from '@/lib/incidents/schema-merge';
import { mergeIncidents } from '@/lib/incidents/server/merge-incidents';
import { splitIncident } from '@/lib/incidents/server/split-incident';
import { tellApart } from '@/lib/incidents/server/tell-apart';
import { unmergeIncident } from '@/lib/incidents/server/unmerge-incident';

const tags = ['incidents'];
const params = z.object({ id: z.string() });
const permission = 'incident.merge';

export const mergeIncidentsEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/{id}/merges',
  summary: 'Make other incidents part of this one',
  description:
    'All of them or none, by a commander of each. Their alerts, and later ones of theirs, go to this one; their investigations go on under their own ids and stand in its room. What was part of them comes along.',
  tags,
  permission,
  params,
  body: mergeIncidentsInput,
  response: incidentRow,
  problems: ['not-found', 'merged', 'closed', 'imported', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => mergeIncidents(ctx, { id, ...body }),
});

export const unmergeIncidentEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/{id}/unmerge',
  summary: 'Take an incident back out of the one that it was merged into',
  description: 'It stands as it stood, with the alerts that came with it or for it since.',
  tags,
  permission,
  params,
  body: unmergeIncidentInput,
  response: incidentRow,
  problems: ['not-found', 'not-merged'],
  run: (ctx, { params: { id }, body }) => unmergeIncident(ctx, { id, ...body }),
});

export const splitIncidentEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/{id}/split',
  summary: 'Part some alerts of an incident from it into one of their own',
  tags,
  permission,
  params,
  body: splitIncidentInput,
  status: 201,
  response: incidentRow,
  problems: ['not-found', 'merged', 'closed', 'imported', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => splitIncident(ctx, { id, ...body }),
});

export const tellApartEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/apart',
  summary: 'Say that incidents are not the same outage, so that they are not offered as one again',
  tags,
  permission,
  body: tellApartInput,
  response: z.object({ incidentIds: z.array(z.string()) }),
  problems: ['unknown-reference'],
  run: (ctx, { body }) => tellApart(ctx, body),
});
