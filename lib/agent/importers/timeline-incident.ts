import type { NewIncident } from '../sdk/types';
import { clusterCalls } from './kubectl';
import type { RecordedRun, RecordingFormat } from './recorded-run';

const FORMAT_NAMES: Record<RecordingFormat, string> = {
  'sregym-multiagent': 'an SREGym multi-agent run',
  'claude-code': 'a Claude Code session',
  codex: 'a Codex rollout',
  stratus: 'a Stratus trajectory',
  aiopslab: 'an AIOpsLab session',
};
export const NOT_STATED = 'not stated';
/** Stands where screens say "SERVICE in ENVIRONMENT", so it also says what this is. */
export const ENVIRONMENT = 'a recording (environment not stated)';

const cut = (text: string, length: number) =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** A problem's own key as words: `port_conflict_hotel` says less at a glance than it could. */
const inWords = (title: string): string =>
  /^[a-z0-9]+(?:[_-][a-z0-9]+)+$/i.test(title)
    ? `${title.charAt(0).toUpperCase()}${title.slice(1).replaceAll(/[_-]/g, ' ')}`
    : title;

/** The service a run was about: the namespace its prompt states, else the one it names most. */
export function serviceOf(run: RecordedRun): { service: string; why: string } {
  const stated = /^Namespace:\s*([\w.-]+)\s*$/m.exec(run.goal ?? '')?.[1];
  if (stated) return { service: stated, why: `Service: the namespace its prompt names.` };
  if (run.namespace) {
    return {
      service: run.namespace,
      why: 'Service: the namespace that its tools are asked about.',
    };
  }
  const counts = new Map<string, number>();
  for (const entry of run.entries) {
    if (entry.type !== 'call' || entry.command === undefined) continue;
    for (const { namespace } of clusterCalls(entry.command)) {
      if (namespace) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
    }
  }
  const [top, ...others] = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (!top) return { service: NOT_STATED, why: 'Service: none of its commands names one.' };
  const also = others.map(([name]) => name).join(', ');
  const why = `Service: the namespace that most of its commands name${also && `; also named: ${also}`}.`;
  return { service: top[0], why };
}

/** The incident a recording stands for. What is inferred or missing is said in its summary. */
export function incidentOf(
  run: RecordedRun,
  service: string,
  inferred: string[],
  notStated: string[],
): NewIncident {
  const application = /^Application:\s*(.+)$/m.exec(run.goal ?? '')?.[1];
  const named = run.title === undefined ? undefined : inWords(run.title);
  const title = named ?? `Recorded investigation of ${application ?? service}`;
  const summary = [
    `Imported from a recording: ${FORMAT_NAMES[run.format]}.`,
    run.problem && `Problem as recorded: ${run.problem}.`,
    run.model && `Model as recorded: ${run.model}.`,
    run.failure && `The run ended in an error: ${run.failure}`,
    'Inferred from the recording:',
    ...inferred.map((sentence) => `- ${sentence}`),
    'Not stated by the recording:',
    ...notStated.map((thing) => `- ${thing}`),
    ...run.faults.slice(0, 20).map((fault) => `Skipped: ${fault.place} ${fault.message}.`),
    run.faults.length > 20 && `… and ${run.faults.length - 20} more parts were skipped.`,
  ];
  return {
    title: cut(title.replaceAll(/\s+/g, ' ').trim(), 300),
    severity: 'sev3',
    service: cut(service, 120),
    environment: ENVIRONMENT,
    clock: 'imported',
    startedAt: new Date(run.startMs).toISOString(),
    summary: cut(summary.filter(Boolean).join('\n'), 8000),
  };
}
