import type { ScopeAxis } from '@/lib/access/scope';
import type { actionPayloads } from '@/lib/actions/schema';
import type { agentPayloads } from '@/lib/agents/fold';
import { type AgentUseRow, agentUseRow } from '@/lib/agents/schema-use';
import type { grantPayloads } from '@/lib/grants/schema';
import type { incidentPayloads } from '@/lib/incidents/schema';
import type { serverPayloads, storedPayloads } from '@/lib/investigations/schema';
import { eventOf, projection } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

type Kinds = typeof storedPayloads &
  typeof serverPayloads &
  typeof incidentPayloads &
  typeof actionPayloads &
  typeof grantPayloads &
  typeof agentPayloads;

/** Names kept per axis and row; what comes beyond is only counted: agents choose these names. */
const NAMES_AN_AXIS = 50;
const REFUSED_NAMES = 50;
const LONGEST_NAME = 200;

interface Named<Axis extends string> {
  axis: Axis;
  name: string;
}
type Used = Named<ScopeAxis>;
type Refused = Named<AgentUseRow['refused'][number]['axis']>;

const verb = (name: string): Used => ({ axis: 'verbs', name });
const place = ({ service, environment }: { service: string; environment: string }): Used[] => [
  { axis: 'services', name: service },
  { axis: 'environments', name: environment },
];

/** What an event used of its author's scope. */
function usesOf(stored: StoredEvent): Used[] {
  const event = eventOf<Kinds>(stored);
  switch (event.kind) {
    case 'incident.opened':
    case 'investigation.created':
      return [verb('observe'), ...place(event.payload)];
    case 'step.started': {
      const { tool, source } = event.payload;
      const read: Used[] = source === undefined ? [] : [{ axis: 'sources', name: source }];
      // Which tool it was is gone: what stands in its place is no name that a scope could have.
      const used: Used[] = stored.erasedSeq === undefined ? [{ axis: 'tools', name: tool }] : [];
      return [verb('observe'), ...used, ...read];
    }
    case 'step.finished':
    case 'note.added':
      return [verb('observe')];
    case 'evidence.recorded': {
      const { evidence } = event.payload;
      return [verb('observe'), { axis: 'sources', name: evidence.source }, ...place(evidence)];
    }
    case 'hypothesis.proposed':
    case 'hypothesis.revised':
    case 'hypothesis.linked':
    case 'investigation.concluded':
      return [verb('hypothesize')];
    case 'action.proposed':
    case 'action.amended': {
      const { kind, target } = event.payload.contents;
      return [verb(`propose:${kind}`), ...place(target)];
    }
    case 'agent.created':
      return [verb('delegate')];
    case 'grant.redeemed':
      // The grant does not say which kind of action it was, and executors are not trimmed by kind.
      return place(event.payload.target);
    default:
      return [];
  }
}

const AXES = new Map<string, ScopeAxis>([
  ['verb', 'verbs'],
  ['service', 'services'],
  ['environment', 'environments'],
  ['source', 'sources'],
  ['tool', 'tools'],
]);

/** What an event says was tried outside its author's scope. */
function refusalsOf(stored: StoredEvent): Refused[] {
  const event = eventOf<Kinds>(stored);
  if (event.kind === 'scope.violated') {
    const axis = AXES.get(event.payload.axis);
    return axis ? [{ axis, name: event.payload.value }] : [];
  }
  if (event.kind !== 'delegation.refused') return [];
  return event.payload.exceeds.flatMap(({ axis, names }) => {
    const known = agentUseRow.shape.refused.element.shape.axis.safeParse(axis);
    return known.success ? names.map((name) => ({ axis: known.data, name })) : [];
  });
}

/** Counts one name among those kept; nothing, where the row is full for it. */
function counted<Axis extends string, Entry extends Named<Axis> & { count: number }>(
  entries: Entry[],
  { axis, name }: Named<Axis>,
  most: number,
): Entry[] | undefined {
  const at = entries.findIndex((entry) => entry.axis === axis && entry.name === name);
  const known = entries[at];
  if (known) return entries.with(at, { ...known, count: known.count + 1 });
  if (entries.filter((entry) => entry.axis === axis).length >= most) return undefined;
  return [...entries, { axis, name, count: 1 } as Entry];
}

function withUse(row: AgentUseRow, used: Used): AgentUseRow {
  const uses = counted(row.uses, used, NAMES_AN_AXIS);
  if (uses) return { ...row, uses };
  const before = row.moreUses.find(({ axis }) => axis === used.axis)?.count ?? 0;
  const others = row.moreUses.filter(({ axis }) => axis !== used.axis);
  return { ...row, moreUses: [...others, { axis: used.axis, count: before + 1 }] };
}

function withRefusal(row: AgentUseRow, tried: Refused): AgentUseRow {
  const refused = counted(row.refused, tried, REFUSED_NAMES);
  return refused ? { ...row, refused } : { ...row, moreRefused: row.moreRefused + 1 };
}

const short = <Axis extends string>({ axis, name }: Named<Axis>): Named<Axis> => ({
  axis,
  name: name.slice(0, LONGEST_NAME),
});

export const agentUseProjection = projection<AgentUseRow>({
  name: 'agent_use',
  key: 'key',
  row: agentUseRow,
  keysOf({ actor, recordedAt, stream, kind }) {
    if (actor.type !== 'agent' && actor.type !== 'executor') return [];
    // What befalls an agent is no use of its scope, save where it is the one who acted.
    if (stream === actor.id && kind !== 'delegation.refused') return [];
    return [`${actor.id}/${recordedAt.slice(0, 10)}/${stream}`];
  },
  fold(row, event, key) {
    const { actor, recordedAt, stream } = event;
    const day = recordedAt.slice(0, 10);
    const fresh = { events: 0, uses: [], moreUses: [], refused: [], moreRefused: 0 };
    const before = row ?? { key, agentId: actor.id, day, stream, ...fresh, lastAt: recordedAt };
    const refusals = refusalsOf(event).map(short);
    const isDone = refusals.length === 0;
    const counts = { ...before, events: before.events + (isDone ? 1 : 0), lastAt: recordedAt };
    const withUses = usesOf(event).map(short).reduce(withUse, counts);
    return refusals.reduce(withRefusal, withUses);
  },
});
