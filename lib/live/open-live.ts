import { ApiProblem } from '@/lib/http/call-api';
import type { ChangeFrame, LiveOptions } from '@/lib/live/client';
import { tellConnection, tellKind, tellRefusal } from '@/lib/live/connection';
import { linkTo } from '@/lib/live/shared/link';
import type { Refusal, Telling, ToldFrame } from '@/lib/live/shared/messages';
import type { Present, RoomPresence } from '@/lib/presence/rules';

/**
 * Has this page told what happens until the returned function is called, from the one stream that
 * the browser holds for all of its tabs.
 */
export function openLive(viewer: string, options: LiveOptions): () => void {
  tellConnection('connecting', false);
  return linkTo(viewer).subscribe({
    room: options.room,
    cursor: { place: undefined, seqs: new Map(Object.entries(options.after?.() ?? {})) },
    onTelling: (telling) => take(telling, options),
    onSilence: () => tellConnection('reconnecting', false),
  });
}

function take(telling: Telling, options: LiveOptions): void {
  if (telling.type === 'refused') {
    tellConnection('offline', false);
    const problem = problemOf(telling.refusal);
    tellRefusal(problem);
    options.onRefused?.(problem);
  }
  if (telling.type !== 'news') return;
  tellConnection(telling.state, telling.hasArrived);
  if (telling.isResumed) options.onResumed?.();
  for (const frame of telling.frames) takeFrame(frame, options);
}

const problemOf = ({ slug, status, title, detail, extra }: Refusal): ApiProblem =>
  new ApiProblem(slug, status, title, detail, [], extra);

function takeFrame({ event, data }: ToldFrame, options: LiveOptions): void {
  if (event === 'presence') {
    options.onPresence?.(presenceOf(Object(data)));
    return;
  }
  const { event: about = data }: { event?: unknown } = Object(data);
  const { kind }: { kind?: unknown } = Object(about);
  if (event === 'timeline') options.onTimeline?.(data);
  else options.onChange?.(changeOf(Object(data)));
  if (typeof kind === 'string') tellKind(kind);
}

const textOr = <Otherwise>(value: unknown, otherwise: Otherwise): string | Otherwise =>
  typeof value === 'string' ? value : otherwise;

/** Checked by hand: every page is told of changes, and few load the schemas that a room folds by. */
const changeOf = (frame: Record<string, unknown>): ChangeFrame => ({
  stream: textOr(frame.stream, ''),
  kind: textOr(frame.kind, ''),
  seq: typeof frame.seq === 'number' ? frame.seq : 0,
  incidentId: textOr(frame.incidentId, null),
  service: textOr(frame.service, null),
});

function presenceOf(frame: Record<string, unknown>): RoomPresence {
  const people: unknown[] = Array.isArray(frame.people) ? frame.people : [];
  return {
    room: textOr(frame.room, ''),
    people: people.map((each): Present => {
      const { id, name, since }: Record<string, unknown> = Object(each);
      return { id: textOr(id, ''), name: textOr(name, ''), since: textOr(since, '') };
    }),
    more: typeof frame.more === 'number' ? frame.more : 0,
  };
}
