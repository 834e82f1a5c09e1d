import { furtherLooks } from './further-looks';
import { changeEffectLook } from './lanes/change-effect';
import { diffLook, timingLook } from './lanes/changes';
import { loadAndStrainLook } from './lanes/load-and-strain';
import { alarmLook, blameLook, linesLook, loudestAlarm } from './lanes/log-lines';
import { blamedBy } from './lanes/log-templates';
import { percent } from './looks';
import { openNotebook, type Notebook } from './notebook';
import { openCasebook, type Casebook } from './reasoning/casebook';
import { statementOf, type Suspect } from './reasoning/suspects';
import { proposeRollback, wrapUp } from './remedy';
import type { Run } from './run-context';
import { scan, type Scan } from './scan';
import type { Session } from './session';

/** Below this the leading suspect is not put to people as the cause. */
const ENOUGH = 0.5;
const REFUTED = 0.05;

/**
 * One whole investigation, from the first look to the conclusion. Both stop points are waited for;
 * what people ask for meanwhile is looked at before the next one. Rejects with Stopped when people
 * stop it.
 */
export async function investigate(run: Run): Promise<void> {
  const { session, site, incident } = run;
  const found = await scan(session, site, incident);
  const casebook = openCasebook(found.suspects);
  const notebook = openNotebook(session, casebook);
  await notebook.propose(incident.service);
  for (const taken of found.taken) await notebook.weigh(taken);
  await Promise.all([
    notebook.takeAll(metricLane(found)),
    notebook.takeAll(logLane(found)),
    notebook.takeAll(changeLane(found)),
  ]);

  await askForRelease(run, found, notebook, casebook);
  const cause = await settleOnCause(run, found, notebook, casebook);
  if (!cause) {
    const summary = `No cause stands out. ${summaryOf(casebook, incident.service)}`;
    await session.post([{ kind: 'investigation.concluded', outcome: 'inconclusive', summary }]);
  } else if (cause.kind === 'release') {
    const ending = await proposeRollback(run, found.scene, casebook, cause.change);
    await wrapUp(run, found.scene, notebook, casebook, cause.id, ending);
  } else {
    const summary = `${statementOf(cause, incident.service)} This investigator knows no safe remedy.`;
    await session.post([{ kind: 'investigation.concluded', outcome: 'best_effort', summary }]);
  }
}

function metricLane({ scene, changes }: Scan) {
  const effects = changes.map((change) => changeEffectLook(scene, change, changes));
  return [...effects, loadAndStrainLook(scene)];
}

function logLane({ scene, templates }: Scan) {
  const own = templates.filter((one) => blamedBy(one.service, one.template) === null);
  const [news, alarm] = [templates[0], loudestAlarm(own)];
  return [
    blameLook(scene),
    ...(news ? [linesLook(scene, news)] : []),
    ...(alarm ? [alarmLook(scene, alarm)] : []),
  ];
}

function changeLane({ scene, changes, onset }: Scan) {
  const timing = onset ? [timingLook(scene, changes, onset)] : [];
  return [...timing, ...changes.map((change) => diffLook(scene, change))];
}

/** Follows what people asked for so far, with real further looks. */
async function followSteers({ session }: Run, found: Scan, notebook: Notebook): Promise<void> {
  for (const instruction of session.takeSteers()) {
    await session.post([{ kind: 'note.added', text: `Looking further, as asked: ${instruction}` }]);
    await notebook.takeAll(furtherLooks(found.scene, instruction, Date.now()));
  }
}

/** Asks at the stop point of the evidence until it is released; every return is followed first. */
async function askForRelease(run: Run, found: Scan, notebook: Notebook, casebook: Casebook) {
  for (;;) {
    await followSteers(run, found, notebook);
    const summary = summaryOf(casebook, run.incident.service);
    const verdict = await run.session.checkpoint({ stage: 'evidence', summary });
    if (verdict.isReleased) return;
    run.session.steers.push(verdict.instruction);
  }
}

/**
 * Asks at the stop point of the commitment, with whichever suspect leads by then; gives it once
 * people released it, and null where none is probable enough.
 */
async function settleOnCause(
  run: Run,
  found: Scan,
  notebook: Notebook,
  casebook: Casebook,
): Promise<Suspect | null> {
  for (;;) {
    await followSteers(run, found, notebook);
    await statuses(run.session, casebook);
    const [leader] = casebook.ranking();
    if (!leader || leader.probability < ENOUGH) return null;
    const { suspect } = leader;
    const text = statementOf(suspect, run.incident.service);
    const summary = `Settle on: ${text}\n${summaryOf(casebook, run.incident.service)}`;
    const input = { stage: 'commitment' as const, hypothesisId: suspect.id, summary };
    const verdict = await run.session.checkpoint(input);
    if (verdict.isReleased) return suspect;
    run.session.steers.push(verdict.instruction);
  }
}

function summaryOf(casebook: Casebook, service: string): string {
  const lines = casebook
    .ranking()
    .map(({ suspect, probability }) => `${percent(probability)}: ${statementOf(suspect, service)}`);
  const rest = `${percent(casebook.unexplained())}: none of these.`;
  return [`${casebook.evidenceIds().length} items of evidence weighed.`, ...lines, rest].join('\n');
}

async function statuses(session: Session, casebook: Casebook): Promise<void> {
  const because = casebook.evidenceIds();
  await session.post(
    casebook.ranking().map(({ suspect, probability }, i) => {
      const isLeader = i === 0 && probability >= ENOUGH;
      const status = isLeader ? 'supported' : probability < REFUTED ? 'refuted' : 'inconclusive';
      const confidence = Number(probability.toFixed(3));
      return { kind: 'hypothesis.revised', hypothesisId: suspect.id, confidence, status, because };
    }),
  );
}
