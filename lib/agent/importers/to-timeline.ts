import type { AgentEvent } from '../sdk/types';
import { isCarriable } from './carriable';
import { cleanTexts } from './clean-text';
import { conclusionOf } from './timeline-conclusion';
import { evidenceOf } from './timeline-evidence';
import { incidentOf, serviceOf } from './timeline-incident';
import { StopPoints } from './timeline-stop-points';
import { actionOf, isChange } from './timeline-action';
import type { RecordedCall, RecordedRun, RecordedThought } from './recorded-run';
import type { Operation, Timeline } from './timeline';

const NOTE_LENGTH = 20_000;
const instant = (ms: number) => new Date(ms).toISOString();
const numbered = (prefix: string, n: number) => `${prefix}-${String(n).padStart(4, '0')}`;

/** The calls of the API that retell a recorded run, at its own times and in its own order. */
export function toTimeline(run: RecordedRun): Timeline {
  const builder = new TimelineBuilder(run);
  return builder.build();
}

class TimelineBuilder {
  private readonly operations: Operation[] = [];
  private readonly evidence: { id: string; endMs: number }[] = [];
  private readonly said = new Map<string, RecordedThought>();
  private readonly stops: StopPoints;
  private readonly lanes: Set<string>;
  private readonly service: { service: string; why: string };
  private steps = 0;
  private notes = 0;
  private actions = 0;
  private unfounded = 0;

  constructor(private readonly run: RecordedRun) {
    this.service = serviceOf(run);
    this.lanes = new Set(run.entries.map((entry) => entry.lane));
    this.stops = new StopPoints((operation) => this.operations.push(operation));
  }

  build(): Timeline {
    const ordered = this.run.entries.toSorted((a, b) => startOf(a) - startOf(b));
    for (const entry of ordered) {
      if (entry.type === 'thought') this.addThought(entry);
      else this.addCall(entry);
    }
    const { endMs } = this.run;
    for (const sentence of this.run.aftermath) {
      this.addNote(`Recorded with the run, not said by the agent: ${sentence}`, endMs, 'the end');
    }
    this.addEvent(endMs, 'the end', {
      id: 'conclusion',
      kind: 'investigation.concluded',
      ...conclusionOf(this.run, this.stops.diagnosis),
    });
    const cleaned = cleanTexts(this.operations.toSorted((a, b) => a.atMs - b.atMs));
    const inferred = this.inferences(cleaned.replaced);
    const notStated = [
      ...this.run.notStated,
      'severity, environment and who commanded',
      'confidence, and which evidence speaks for or against',
      'blast radius, reversibility and rollback of changes',
      'anybody’s decision on a stop point or a change',
    ];
    const incident = incidentOf(this.run, this.service.service, inferred, notStated);
    return {
      incident: cleanTexts(incident).value,
      investigation: {
        clock: 'imported',
        ...(this.run.goal && { goal: cleanTexts(this.run.goal.slice(0, 4000)).value }),
      },
      operations: cleaned.value,
      inferred,
      notStated,
    };
  }

  private inferences(replaced: number): string[] {
    return [
      this.service.why,
      'Severity: sev3 is set on import.',
      'Sources and services of evidence: by the tool, its command and the namespace it names.',
      ...this.stops.inferred,
      ...(this.actions > 0
        ? [`Changes by kubectl (${this.actions}) are shown as actions; in the recording they ran.`]
        : []),
      ...(this.unfounded > 0
        ? [`Changes before any evidence (${this.unfounded}) are shown as steps, not as actions.`]
        : []),
      ...(replaced > 0 ? [`${replaced} texts held NUL or broken characters, replaced by �.`] : []),
      ...this.run.inferred,
    ];
  }

  private addThought(thought: RecordedThought): void {
    this.said.set(thought.lane, thought);
    const by = { agent: '', thinking: 'thinking', recorder: 'recorder' }[thought.by];
    // A note has no lane of its own, so where there are several its words say whose it is.
    const lane = this.lanes.size > 1 ? thought.lane : '';
    const prefix = [lane, by].filter(Boolean).join(', ');
    const text = prefix ? `${prefix[0]?.toUpperCase()}${prefix.slice(1)}: ` : '';
    this.addNote(text + thought.text, thought.atMs, thought.place);
  }

  private addNote(text: string, atMs: number, place: string): void {
    const cut =
      text.length > NOTE_LENGTH ? `${text.slice(0, NOTE_LENGTH - 20)}… (cut on import)` : text;
    this.addEvent(atMs, place, {
      id: numbered('note', ++this.notes),
      kind: 'note.added',
      text: cut,
    });
  }

  private addCall(call: RecordedCall): void {
    const step = numbered('step', ++this.steps);
    const known = this.evidence.filter((item) => item.endMs <= call.startMs);
    if (call.submission && call.status === 'ok') {
      this.stops.submitted(call, call.submission, known.length);
    }
    if (isChange(call)) this.addAction(call, known);
    const found = evidenceOf(call, step, numbered('ev', this.steps));
    this.addEvent(call.startMs, call.place, {
      id: `${step}.started`,
      kind: 'step.started',
      step,
      tool: call.tool.slice(0, 200),
      args: isCarriable(call.args) ? call.args : JSON.stringify(call.args),
      ...(found && { source: found.source }),
      ...(call.lane && { lane: call.lane.slice(0, 60) }),
    });
    this.addEvent(call.endMs, call.place, {
      id: `${step}.finished`,
      kind: 'step.finished',
      step,
      status: call.status,
      durationMs: Math.max(0, call.endMs - call.startMs),
      ...(call.error && { error: call.error.slice(0, 4000) }),
    });
    if (!found) return;
    this.addEvent(call.endMs, call.place, {
      id: `${found.id}.recorded`,
      kind: 'evidence.recorded',
      evidence: found,
    });
    this.evidence.push({ id: found.id, endMs: call.endMs });
  }

  private addAction(call: RecordedCall, known: { id: string }[]): void {
    if (known.length === 0) {
      this.unfounded++;
      return;
    }
    const hypothesisId = this.stops.committedFor(call, known.length);
    const said = this.said.get(call.lane);
    const reasoning = said && said.by !== 'recorder' ? said.text : undefined;
    const input = actionOf(call, {
      service: this.service.service,
      hypothesisId,
      evidence: known,
      reasoning,
    });
    if (!input) return;
    const key = numbered('action', ++this.actions);
    this.operations.push({ type: 'action', key, atMs: call.startMs, place: call.place, input });
  }

  private addEvent(atMs: number, place: string, payload: Payload<AgentEvent>): void {
    const event = { ...payload, at: instant(atMs) };
    this.operations.push({ type: 'event', atMs, place, event });
  }
}

type Payload<T> = T extends unknown ? Omit<T, 'at'> : never;

const startOf = (entry: RecordedRun['entries'][number]) =>
  entry.type === 'thought' ? entry.atMs : entry.startMs;
