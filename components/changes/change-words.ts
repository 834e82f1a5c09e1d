import { stateFace } from '@/components/ui/states';
import type { Change, RoomChanges } from '@/lib/changes/schema';
import { type ChangeLine, GROUPS, quoted } from './change-line';
import { claimLines } from './claim-words';
import { actionLine, directiveLine, stopLine } from './decided-words';
import { incidentLine } from './incident-words';
import { evidenceLines, noteLines, runLines } from './run-words';

function linesOf(change: Change, answer: RoomChanges, titleOf: TitleOf): ChangeLine[] {
  switch (change.about) {
    case 'claim':
      return claimLines(change, (id) => titleOf(change.run, id));
    case 'stop':
      return [stopLine(change)];
    case 'action':
      return [actionLine(change)];
    case 'directive':
      return [directiveLine(change)].filter((line) => line !== undefined);
    case 'run':
      return runLines(change, answer.runs);
    case 'mark': {
      const { run, id, from, to, reason } = change;
      const about = quoted(titleOf(run, id));
      const word = stateFace('flag', to ?? from ?? '').word.toLowerCase();
      const text = to ? `${about} was marked: ${word}` : `${about} is no longer marked: ${word}`;
      const of = { face: stateFace('flag', to ?? 'flagged'), more: reason ?? undefined };
      return [{ key: `mark ${run} ${id}`, group: 'evidence', text, run, sel: `ev:${id}`, ...of }];
    }
    default:
      return [incidentLine(change, answer)].filter((line) => line !== undefined);
  }
}

type TitleOf = (run: string, evidenceId: string) => string;

/** Of what is listed, the runs whose agent speaks in it; more than one have to be told apart. */
export const runNames = ({ runs }: Pick<RoomChanges, 'runs'>): Map<string, string> =>
  new Map(runs.map(({ id, agentName, service }) => [id, `${agentName} on ${service}`]));

/** What changed between two moments, in lines for a person at three in the morning. Pure. */
export function changeLines(answer: RoomChanges): ChangeLine[] {
  const titles = new Map(
    answer.arrivals.flatMap(({ run, named }) =>
      named.map(({ id, title }) => [`${run}/${id}`, title] as const),
    ),
  );
  const titleOf: TitleOf = (run, id) => titles.get(`${run}/${id}`) ?? id;
  const lines = [
    ...answer.changes.flatMap((change) => linesOf(change, answer, titleOf)),
    ...answer.arrivals.flatMap(evidenceLines),
    ...answer.arrivals.flatMap(noteLines),
  ];
  return GROUPS.flatMap((group) => lines.filter((line) => line.group === group));
}

/** In numbers, all runs together: what was added. */
export function addedIn({ changes }: Pick<RoomChanges, 'changes'>) {
  const runs = changes.filter((change) => change.about === 'run');
  const sum = (of: 'events' | 'steps' | 'evidence') =>
    runs.reduce((total, { added }) => total + added[of], 0);
  return { events: sum('events'), steps: sum('steps'), evidence: sum('evidence') };
}
