import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { pageOf } from '@/lib/log/schema';
import { importApplied, importPreview, serviceHistoryOut } from '@/lib/services/output';
import { declareServiceInput, retireServiceInput, serviceRow } from '@/lib/services/schema';
import { declareService } from '@/lib/services/server/declare-service';
import { applyImport, previewImport } from '@/lib/services/server/import-services';
import { listServices } from '@/lib/services/server/list-services';
import { retireService } from '@/lib/services/server/retire-service';
import { serviceHistory } from '@/lib/services/server/service-history';

const tags = ['services'];
const params = z.object({ name: z.string().max(120) });

/** A file, as text: JSON, YAML or Backstage entities. Its own size is the reader’s to refuse. */
const text = z.string().max(600_000);

export const declareServiceEndpoint = endpoint({
  method: 'POST',
  path: '/services',
  summary: 'Put a service in the catalogue, or change what the catalogue says of it',
  tags,
  permission: 'service.manage',
  body: declareServiceInput,
  status: 201,
  response: serviceRow,
  problems: [],
  run: (ctx, { body }) => declareService(ctx, body),
});

export const listServicesEndpoint = endpoint({
  method: 'GET',
  path: '/services',
  summary: 'List services by name',
  tags,
  permission: 'service.read',
  query: z.strictObject({ limit: limitParam, cursor: cursorParam(z.string().max(120)) }),
  response: pageOf(serviceRow),
  problems: [],
  run: (ctx, { query }) => listServices(ctx, query),
});

export const serviceHistoryEndpoint = endpoint({
  method: 'GET',
  path: '/services/{name}/history',
  summary: 'Who changed what the catalogue says of a service, newest first',
  tags,
  permission: 'service.read',
  params,
  response: serviceHistoryOut,
  problems: ['not-found'],
  run: async (ctx, { params: { name } }) => ({ items: await serviceHistory(ctx, name) }),
});

export const retireServiceEndpoint = endpoint({
  method: 'POST',
  path: '/services/{name}/retire',
  summary: 'Withdraw a service from the catalogue',
  description:
    'What was declared of it holds no more, so every change of it needs people. Its history stays, and it can be declared anew.',
  tags,
  permission: 'service.manage',
  params,
  body: retireServiceInput,
  response: serviceRow,
  problems: ['not-found', 'not-declared'],
  run: (ctx, { params: { name }, body: { reason } }) => retireService(ctx, { name, reason }),
});

export const previewImportEndpoint = endpoint({
  method: 'POST',
  path: '/service-imports/preview',
  summary: 'What a file would change in the catalogue, and what is wrong with it',
  description:
    'Takes JSON or YAML (a list of services, or one under `services`) and Backstage entities. Anchors, aliases, tags and merge keys are refused. Changes nothing.',
  tags,
  permission: 'service.manage',
  body: z.strictObject({ text }),
  response: importPreview,
  problems: [],
  run: (ctx, { body }) => previewImport(ctx, body),
});

export const applyImportEndpoint = endpoint({
  method: 'POST',
  path: '/service-imports',
  summary: 'Make the catalogue what a file says, all of it or nothing',
  description:
    '`basis` is the preview’s: if the catalogue has changed since, nothing is imported. Services that the file does not mention stay as they are.',
  tags,
  permission: 'service.manage',
  body: z.strictObject({ text, basis: z.string().regex(/^[0-9a-f]{64}$/) }),
  status: 201,
  response: importApplied,
  problems: ['catalogue-changed'],
  run: (ctx, { body }) => applyImport(ctx, body),
});
