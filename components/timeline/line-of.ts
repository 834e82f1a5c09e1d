import type { RunFacts } from '@/components/incident/run-facts';
import { parseSelection } from '@/components/inspector/selection';
import { roomEvent } from './payload';
import type { TimelineLine } from './timeline-rows';

/** The id that a line of what is selected would have; several may say the same. */
function candidates(selected: string, facts: RunFacts | undefined): string[] {
  const selection = parseSelection(selected);
  switch (selection?.type) {
    case 'evidence': {
      const row = facts?.evidenceOf(selection.id);
      if (!row) return [];
      return row.step ? [`step:${row.step}`, `e:${row.seq}`] : [`e:${row.seq}`];
    }
    case 'hypothesis': {
      const row = facts?.hypotheses.find(({ id }) => id === selection.id);
      return row ? [`e:${row.seq}`] : [];
    }
    case 'checkpoint': {
      const row = facts?.checkpoints.find(({ id }) => id === selection.id);
      return row ? [`e:${row.requestedSeq}`] : [];
    }
    default:
      return [selected];
  }
}

/**
 * The line that stands for what the inspector shows; undefined when it is filtered away or not
 * loaded. An event within a folded group is stood for by its group.
 */
export function lineOf(
  selected: string | null,
  lines: readonly TimelineLine[],
  facts: RunFacts | undefined,
): string | undefined {
  if (!selected) return undefined;
  const wanted = candidates(selected, facts);
  const exact = lines.find((line) => wanted.includes(line.id));
  if (exact) return exact.id;
  const selection = parseSelection(selected);
  if (selection?.type === 'action') {
    return lines.find(({ group }) => {
      const event = roomEvent(group.events[0]);
      return event.kind === 'action.proposed' && event.payload.action === selection.id;
    })?.id;
  }
  if (selection?.type === 'notice') {
    const key = `ntc:${selection.id.split('/')[0]}`;
    return lines.find(({ group, level }) => level === 1 && group.key === key)?.id;
  }
  const seqs = wanted.flatMap((id) => (id.startsWith('e:') ? [Number(id.slice(2))] : []));
  return lines.find(
    ({ group, level }) =>
      level === 1 &&
      group.events.some(({ seq, stream }) => stream.startsWith('inv_') && seqs.includes(seq)),
  )?.id;
}
