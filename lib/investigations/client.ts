import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EventSearch, SearchWindow } from '@/lib/investigations/search';
import type { z } from 'zod';
import type { flagInput } from '@/lib/evidence/schema';
import { callApi } from '@/lib/http/call-api';
import type { Activity } from '@/lib/investigations/activity';
import type {
  DecideCheckpointInput,
  GiveControlInput,
  NoteInput,
  VerdictInput,
} from '@/lib/investigations/schema-input';
import { eventFrom } from '@/lib/live/room-state';
import type { StandingTerms } from '@/lib/policies/what-if-schema';

const pathOf = (id: string) => `/investigations/${encodeURIComponent(id)}`;

/** Schemas of answers, loaded when the first such answer is asked for. */
const answers = () => import('@/lib/investigations/answers');

const PAGE = 200;

/** A stretch of a run's events, in order, bodies of evidence left out. @throws ApiProblem */
export async function eventsOf(id: string, from: { before: number } | { after: number }) {
  const [[name, seq]] = Object.entries(from) as [[string, number]];
  const path = `${pathOf(id)}/events?${name}=${seq}&limit=${PAGE}&bodies=false`;
  const { eventsPage } = await answers();
  const { items } = await callApi(path, { parse: eventsPage.parse });
  return items.map((wire) => eventFrom(id, wire));
}

/** One event by its seq, for a link to a row that is not loaded. */
export const eventQuery = (id: string, seq: number) =>
  queryOptions({
    queryKey: ['investigation', id, 'event', seq] as const,
    queryFn: async ({ signal }) => {
      const path = `${pathOf(id)}/events?after=${seq - 1}&limit=1&bodies=false`;
      const { eventsPage } = await answers();
      const { items } = await callApi(path, { parse: eventsPage.parse, signal });
      const wire = items.find((item) => item.seq === seq);
      return wire ? eventFrom(id, wire) : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One item of evidence, body and all; it never changes once recorded. */
export const evidenceQuery = (id: string, evidenceId: string) =>
  queryOptions({
    queryKey: ['investigation', id, 'evidence', evidenceId] as const,
    queryFn: async ({ signal }) => {
      const { recordedEvidence } = await answers();
      return callApi(`${pathOf(id)}/evidence/${encodeURIComponent(evidenceId)}`, {
        parse: recordedEvidence.parse,
        signal,
      });
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

const MOST_FOUND = 100;

export interface SearchPage {
  /** Looks through what came before this seq. */
  before: number;
  /** Nothing after this seq. */
  upTo: number;
  asked: EventSearch & SearchWindow;
  signal?: AbortSignal | undefined;
}

/** What a search finds in one stretch of a run, newest first. @throws ApiProblem */
export async function searchPage(id: string, { before, upTo, asked, signal }: SearchPage) {
  const query = new URLSearchParams({
    before: `${before}`,
    at: `${upTo}`,
    limit: `${MOST_FOUND}`,
  });
  const { text, kinds, sources, services, from, to } = asked;
  if (text.trim() !== '') query.set('text', text.trim());
  if (kinds.length > 0) query.set('kinds', kinds.join(','));
  if (sources.length > 0) query.set('sources', sources.join(','));
  if (services.length > 0) query.set('services', services.map(encodeURIComponent).join(','));
  if (from !== null) query.set('from', from);
  if (to !== null) query.set('to', to);
  const { foundEvents } = await answers();
  const path = `${pathOf(id)}/search?${query}`;
  const { items, ...rest } = await callApi(path, { parse: foundEvents.parse, signal });
  return { ...rest, events: items.map((wire) => eventFrom(id, wire)) };
}

/** Events of a whole run that say something, from the newest up to `upTo` backwards, stretch by stretch. */
export const searchQuery = (id: string, upTo: number, asked: SearchPage['asked']) =>
  infiniteQueryOptions({
    queryKey: ['investigation', id, 'search', upTo, asked] as const,
    initialPageParam: upTo + 1,
    queryFn: ({ pageParam, signal }) => searchPage(id, { before: pageParam, upTo, asked, signal }),
    getNextPageParam: ({ lookedTo }) => (lookedTo > 1 ? lookedTo : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });

/**
 * Checked by hand: every room asks for this as it opens, and a schema library with it would weigh
 * more than all else that comes then.
 */
function activityFrom(answer: unknown): Activity {
  const { lastSeq, items } = Object(answer) as Record<string, unknown>;
  const isStretch = (value: unknown): boolean => {
    const { lane, count, fromAt, toAt } = Object(value) as Record<string, unknown>;
    return (
      typeof count === 'number' && [lane, fromAt, toAt].every((each) => typeof each === 'string')
    );
  };
  if (typeof lastSeq !== 'number' || !Array.isArray(items) || !items.every(isStretch)) {
    throw new TypeError('The answer is no activity.');
  }
  return { lastSeq, items };
}

const ACTIVITY_STALE_MS = 15_000;

/** When an investigation did something, for its strip; asked for again while it goes on. */
export const activityQuery = (id: string, isGoing: boolean) =>
  queryOptions({
    queryKey: ['investigation', id, 'activity'] as const,
    queryFn: ({ signal }) => callApi(`${pathOf(id)}/activity`, { parse: activityFrom, signal }),
    staleTime: ACTIVITY_STALE_MS,
    refetchInterval: isGoing ? ACTIVITY_STALE_MS : false,
  });

const TERMS_STALE_MS = 30_000;

/**
 * What policy says of an investigation now, and which rule of which version says so.
 * @param known as a page came with it, which spares the first call.
 */
export const termsQuery = (id: string, known: StandingTerms | null) =>
  queryOptions({
    queryKey: ['investigation', id, 'terms'] as const,
    queryFn: async ({ signal }) => {
      const { stateTerms } = await import('@/lib/policies/what-if-schema');
      const { terms } = await callApi(pathOf(id), { parse: stateTerms.parse, signal });
      return terms;
    },
    ...(known ? { initialData: known } : {}),
    staleTime: TERMS_STALE_MS,
    refetchInterval: TERMS_STALE_MS,
  });

/** What the server answers to these reaches the room by the live stream. */
const heard = () => undefined;
const post = (path: string, body: unknown) => callApi(path, { method: 'POST', body, parse: heard });

/** Lets the investigation past a stop point, asks for more, or stops it. @throws ApiProblem */
export const decideCheckpoint = (checkpointId: string, input: DecideCheckpointInput) =>
  post(`/checkpoints/${encodeURIComponent(checkpointId)}/decision`, input);

/** Pauses, resumes, stops or steers. @throws ApiProblem */
export const giveControl = (id: string, input: GiveControlInput) =>
  post(`${pathOf(id)}/controls`, input);

/** Marks evidence as key or as a red herring, or takes the mark back. @throws ApiProblem */
export const flagEvidence = (id: string, evidenceId: string, input: z.infer<typeof flagInput>) =>
  post(`${pathOf(id)}/evidence/${encodeURIComponent(evidenceId)}/flag`, input);

/** Writes a note into the timeline, and tells whom it names. @throws ApiProblem */
export const addNote = (id: string, input: NoteInput) => post(`${pathOf(id)}/notes`, input);

/** A person's judgement of a hypothesis or an action. @throws ApiProblem */
export const giveVerdict = (id: string, input: VerdictInput) =>
  post(`${pathOf(id)}/verdicts`, input);
