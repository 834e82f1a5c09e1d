import 'server-only';
import { z } from 'zod';
import { evidenceSource } from '@/lib/evidence/schema';
import { endpoint } from '@/lib/http/endpoint';
import {
  addSourceLinkInput,
  changeSourceLinkInput,
  linkSamples,
  sourceLinkList,
  sourceLinkRow,
} from '@/lib/source-links/schema';
import { addLink } from './add-link';
import { changeLink } from './change-link';
import { listLinks } from './list-links';
import { listSamples } from './list-samples';
import { removeLink } from './remove-link';

const tags = ['source links'];
const params = z.object({ id: z.string() });

export const listSourceLinksEndpoint = endpoint({
  method: 'GET',
  path: '/source-links',
  summary: 'List the templates by which evidence opens in its source',
  tags,
  permission: 'source_link.read',
  response: sourceLinkList,
  problems: [],
  run: (ctx) => listLinks(ctx),
});

export const addSourceLinkEndpoint = endpoint({
  method: 'POST',
  path: '/source-links',
  summary: 'Offer a way from evidence to the same query in its source',
  description:
    'A template is an https address (http for this very machine) with placeholders in its path, in the values of its parameters or in its fragment, never in its scheme, host or port: `{{query}}`, `{{service}}`, `{{environment}}`, `{{namespace}}`, `{{trace_id}}`, `{{from.ms}}`, `{{to.ms}}` (also `.s`, `.us`, `.iso`). Within quotation marks or JSON write `{{query.json}}`, within Rison `{{query.rison}}`. `{{from.ms|now-6h}}` says what stands where nothing is stated; without it there is no link.',
  tags,
  permission: 'source_link.manage',
  body: addSourceLinkInput,
  status: 201,
  response: sourceLinkRow,
  problems: [],
  run: (ctx, { body }) => addLink(ctx, body),
});

export const changeSourceLinkEndpoint = endpoint({
  method: 'PATCH',
  path: '/source-links/{id}',
  summary: 'Change where a link leads, or what it is for',
  tags,
  permission: 'source_link.manage',
  params,
  body: changeSourceLinkInput,
  response: sourceLinkRow,
  problems: ['not-found'],
  run: (ctx, { params: { id }, body }) => changeLink(ctx, { id, ...body }),
});

export const removeSourceLinkEndpoint = endpoint({
  method: 'DELETE',
  path: '/source-links/{id}',
  summary: 'Offer a link no more',
  tags,
  permission: 'source_link.manage',
  params,
  response: sourceLinkRow,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => removeLink(ctx, { id }),
});

export const listLinkSamplesEndpoint = endpoint({
  method: 'GET',
  path: '/source-links/samples',
  summary: 'List recent evidence of a source, to try a template on',
  tags,
  permission: 'source_link.manage',
  query: z.strictObject({ source: evidenceSource }),
  response: linkSamples,
  problems: [],
  run: (ctx, { query }) => listSamples(ctx, query),
});
