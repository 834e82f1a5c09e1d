import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { pageOf } from '@/lib/log/schema';
import { declareServiceInput, serviceRow } from '@/lib/services/schema';
import { declareService } from '@/lib/services/server/declare-service';
import { listServices } from '@/lib/services/server/list-services';

const tags = ['services'];

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
