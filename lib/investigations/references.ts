import type { FieldError } from '@/lib/errors';
import type { AgentEvent } from '@/lib/investigations/schema';

/** Ids of an investigation that a batch makes or leans on. */
export interface Named {
  evidence: string[];
  hypothesis: string[];
  step: string[];
  directive: string[];
}
export type NamedKind = keyof Named;

interface Use {
  kind: NamedKind;
  id: string;
  path: string;
}

/** What an event brings into being. */
function made(event: AgentEvent): Use[] {
  switch (event.kind) {
    case 'evidence.recorded':
      return [{ kind: 'evidence', id: event.evidence.id, path: 'evidence.id' }];
    case 'hypothesis.proposed':
      return [{ kind: 'hypothesis', id: event.hypothesis.id, path: 'hypothesis.id' }];
    case 'step.started':
      return [{ kind: 'step', id: event.step, path: 'step' }];
    default:
      return [];
  }
}

/** What an event leans on. */
function leaned(event: AgentEvent): Use[] {
  const hypothesis = (id: string): Use => ({ kind: 'hypothesis', id, path: 'hypothesisId' });
  switch (event.kind) {
    case 'evidence.recorded': {
      const { step } = event.evidence;
      return step === undefined ? [] : [{ kind: 'step', id: step, path: 'evidence.step' }];
    }
    case 'step.finished':
      return [{ kind: 'step', id: event.step, path: 'step' }];
    case 'hypothesis.revised':
      return [
        hypothesis(event.hypothesisId),
        ...event.because.map((id, i): Use => ({ kind: 'evidence', id, path: `because.${i}` })),
      ];
    case 'hypothesis.linked':
      return [
        hypothesis(event.hypothesisId),
        { kind: 'evidence', id: event.evidenceId, path: 'evidenceId' },
      ];
    case 'directive.acknowledged':
      return [{ kind: 'directive', id: event.directive, path: 'directive' }];
    default:
      return [];
  }
}

/** Every id that a batch makes or leans on, to be looked up at once. */
export function namedIn(events: AgentEvent[]): Named {
  const named: Named = { evidence: [], hypothesis: [], step: [], directive: [] };
  for (const event of events) {
    for (const use of [...made(event), ...leaned(event)]) named[use.kind].push(use.id);
  }
  return named;
}

export interface ReferenceFaults {
  /** Leaned on, and neither stored nor made earlier in the batch. */
  unknown: FieldError[];
  /** Made, and there already. */
  taken: FieldError[];
}

/**
 * Walks a batch in order against what is stored: `known` holds `kind/id`.
 * @param places where each event stands in the request, for the path of a fault.
 */
export function referenceFaults(
  events: AgentEvent[],
  places: number[],
  known: ReadonlySet<string>,
): ReferenceFaults {
  const seen = new Set(known);
  const faults: ReferenceFaults = { unknown: [], taken: [] };
  events.forEach((event, i) => {
    const at = (path: string) => `events.${places[i] ?? i}.${path}`;
    for (const { kind, id, path } of leaned(event)) {
      if (seen.has(`${kind}/${id}`)) continue;
      faults.unknown.push({ path: at(path), message: `names no ${kind} of this investigation` });
    }
    for (const { kind, id, path } of made(event)) {
      if (seen.has(`${kind}/${id}`)) {
        faults.taken.push({ path: at(path), message: `is already the id of another ${kind}` });
      }
      seen.add(`${kind}/${id}`);
    }
  });
  return faults;
}
