import type { ProblemTexts } from './problem-text';

/** What any request may meet before anything is looked at, and when the server itself is in need. */
export const REQUESTS = {
  invalid: {
    status: [400],
    title: 'The request is not valid',
    means:
      'A field is missing, unknown, of the wrong shape or too long, or the body is no JSON that we take. `errors` names each place and what it must be.',
    unchanged: 'Nothing was looked up and nothing was changed.',
    next: 'Mend what `errors` names and send it again. `/api/v1/openapi.json` has every field.',
  },
  'unknown-reference': {
    status: [400],
    title: 'Something named in the request is not there',
    means:
      'The request is well formed, and names a hypothesis, a piece of evidence, a step or an incident that is not known where it is meant.',
    unchanged: 'Nothing was recorded, also of what was sound in the same request.',
    next: 'Record first what is to be named, or mend the name. `errors` says which one.',
  },
  unauthenticated: {
    status: [401],
    title: 'Not signed in',
    means:
      'No key and no session came with the request, or one that no longer holds: revoked, expired, signed out, or its agent or person was shut out.',
    unchanged: 'Nothing was looked at and nothing was changed.',
    next: 'People sign in again. Machines send `Authorization: Bearer csk_…`; an admin makes a new key.',
  },
  forbidden: {
    status: [403],
    title: 'Not allowed',
    means: 'Whoever asks is known, and may not do this. The detail names who may.',
    unchanged: 'Nothing was changed.',
    next: 'Ask somebody who may, or an admin for the role.',
  },
  'bad-origin': {
    status: [403],
    title: 'Sent from another site’s page',
    means:
      'A signed-in browser sent this from a page that is not Countersign’s. That is how other sites act in your name.',
    unchanged: 'Nothing was changed.',
    next: 'Open Countersign at its own address and do it there. If that is where you were, PUBLIC_URL does not say the address that you use.',
  },
  'out-of-scope': {
    status: [403],
    title: 'Outside the agent’s scope',
    means:
      'The agent’s scope does not cover this source, tool, service, environment or verb. People see the attempt.',
    unchanged: 'Nothing was recorded of the request, also of what was inside the scope.',
    next: 'Leave it out, or ask an admin for an agent with a wider scope. Scopes never widen by themselves.',
  },
  'not-found': {
    status: [404],
    title: 'Not found',
    means:
      'There is nothing at this address, or it is not yours to know of: both are answered alike.',
    unchanged: 'Nothing was changed.',
    next: 'Check the address. If it was given to you, ask whoever gave it, or an admin for a role there.',
  },
  'method-not-allowed': {
    status: [405],
    title: 'Not a method of this address',
    means: 'The address is right and takes other methods; the `Allow` header names them.',
    unchanged: 'Nothing was changed.',
    next: 'Use one of the methods that `Allow` names.',
  },
  'too-large': {
    status: [413],
    title: 'The body is too large',
    means: 'A body has at most one mebibyte.',
    unchanged: 'Nothing was read beyond that, and nothing was changed.',
    next: 'Send less at once: fewer events a batch, or a shorter body with `truncated: true`.',
  },
  'unsupported-media-type': {
    status: [415],
    title: 'Not sent as JSON',
    means: 'Bodies are taken as `application/json` in UTF-8, not compressed.',
    unchanged: 'Nothing was changed.',
    next: 'Set `Content-Type: application/json` and send the body as it is.',
  },
  'idempotency-mismatch': {
    status: [422],
    title: 'The key was used with another body',
    means: 'This `Idempotency-Key` was used at this address within a day, with another body.',
    unchanged: 'The first answer stands. Of this request nothing was done.',
    next: 'Send the first body to get the first answer, or choose a new key for a new act.',
  },
  'idempotency-in-flight': {
    status: [409],
    title: 'The same request is being answered',
    means: 'Another request with this `Idempotency-Key` has come and is not answered yet.',
    unchanged: 'Of this one nothing was done.',
    next: 'Wait a moment and send it again: the answer will be the first one’s.',
  },
  'rate-limited': {
    status: [429],
    title: 'Too many requests',
    means:
      'More has come from you than is taken in this time. `Retry-After` says how long it lasts.',
    unchanged: 'Nothing was changed.',
    next: 'Wait for as long as `Retry-After` says.',
  },
  internal: {
    status: [500],
    title: 'Something went wrong on our side',
    means:
      'The server met an error that it did not expect. The detail has its id; the log has the rest.',
    unchanged: 'What was asked is either wholly done or not at all: there is no half.',
    next: 'Look whether it was done before you ask again. Give the id to whoever runs this installation.',
  },
  unavailable: {
    status: [503],
    title: 'The database cannot be reached',
    means: 'The database is away, or does not answer in time.',
    unchanged:
      'Nothing was changed, unless the detail says that it is not known. An outage approves nothing and releases nothing.',
    next: 'Try again after `Retry-After`. With the same `Idempotency-Key` nothing is done twice.',
  },
  ending: {
    status: [503],
    title: 'The server is shutting down',
    means: 'This process was told to end, as at an update, and takes nothing new.',
    unchanged: 'Nothing was changed.',
    next: 'Ask again: another process answers, or this one once it is back.',
  },
  'not-ready': {
    status: [503],
    title: 'The server is not ready',
    means: 'The database lacks migrations that this version brings.',
    unchanged: 'The process runs and waits.',
    next: 'Run `npm run db -- migrate` with the owner’s address.',
  },
} as const satisfies ProblemTexts;
