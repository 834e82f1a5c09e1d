import { statementOf } from './statement';
import type { RecordedCall, RecordedSubmission } from './recorded-run';
import type { Operation } from './timeline';

const MAX_STATEMENT = 8000;

/**
 * The stop points that a recording implies: its first accepted diagnosis passes both, evidence
 * before the hypothesis and commitment before the claim. A run that changes something without
 * ever stating a diagnosis passes them there, with a hypothesis that says that none is stated.
 */
export class StopPoints {
  readonly inferred: string[] = [];
  /** The diagnosis that was submitted, if any was. */
  diagnosis: string | undefined;
  private committed: string | undefined;
  private hypotheses = 0;
  private claims = 0;

  constructor(private readonly add: (operation: Operation) => void) {}

  submitted(call: RecordedCall, submission: RecordedSubmission, evidenceCount: number): void {
    if (submission.stage !== 'diagnosis') return this.claim(call, submission);
    const statement =
      statementOf(submission.text) || 'Not stated: the recording submits an empty diagnosis.';
    if (submission.text) this.diagnosis = submission.text;
    if (submission.text && statement !== submission.text) {
      this.note(call, `The diagnosis as submitted:\n\n${submission.text}`);
      this.inferred.push(
        'The claim: the paragraph that its diagnosis calls the root cause; all of it is in a note.',
      );
    }
    if (this.committed === undefined) {
      const why = 'it submits its diagnosis here';
      this.pass(call, statement, why, evidenceCount);
      this.inferred.push('Stop points: where the recording submits; it had no people to ask.');
    } else {
      this.propose(call, statement);
      this.note(call, 'A further diagnosis was submitted; the first one stays committed.');
    }
  }

  /** The hypothesis a change rests on. */
  committedFor(call: RecordedCall, evidenceCount: number): string {
    if (this.committed !== undefined) return this.committed;
    const statement = 'Not stated: the recording changes the system before it submits a diagnosis.';
    this.pass(call, statement, 'it goes from reading to changing here', evidenceCount);
    this.inferred.push(
      'Stop points: where the first change is made; no diagnosis was submitted before it.',
    );
    return this.committed ?? '';
  }

  private pass(call: RecordedCall, statement: string, why: string, evidenceCount: number): void {
    const at = { atMs: call.startMs, place: call.place };
    const summary = `Inferred from the recording: ${why}, after ${evidenceCount} observations.`;
    this.add({ type: 'checkpoint', key: 'evidence', ...at, input: { stage: 'evidence', summary } });
    const hypothesisId = this.propose(call, statement);
    this.add({
      type: 'checkpoint',
      key: 'commitment',
      ...at,
      input: { stage: 'commitment', summary, hypothesisId },
    });
    this.committed = hypothesisId;
  }

  private propose(call: RecordedCall, statement: string): string {
    const id = `h-${++this.hypotheses}`;
    const isLong = statement.length > MAX_STATEMENT;
    const text = isLong ? `${statement.slice(0, MAX_STATEMENT - 1)}…` : statement;
    this.add({
      type: 'event',
      atMs: call.startMs,
      place: call.place,
      event: {
        id: `${id}.proposed`,
        kind: 'hypothesis.proposed',
        at: new Date(call.startMs).toISOString(),
        hypothesis: { id, statement: text },
      },
    });
    return id;
  }

  private claim(call: RecordedCall, submission: RecordedSubmission): void {
    const said = submission.text || 'it says nothing further.';
    this.note(call, `Submitted the ${submission.stage} as done: ${said}`);
  }

  private note(call: RecordedCall, text: string): void {
    this.add({
      type: 'event',
      atMs: call.startMs,
      place: call.place,
      event: {
        id: `submission-${++this.claims}`,
        kind: 'note.added',
        at: new Date(call.startMs).toISOString(),
        text: text.slice(0, 20_000),
      },
    });
  }
}
