import type { ProblemTexts } from './problem-text';

/** Incidents, and the runs of agents on them. */
export const INVESTIGATIONS = {
  closed: {
    status: [409],
    title: 'The incident is closed',
    means:
      'Nothing is begun on an incident that people have closed, nothing becomes part of one that is over, and it becomes part of none.',
    unchanged: 'No investigation was started, and nothing was merged.',
    next: 'Open another incident, or ask a commander to open this one again.',
  },
  merged: {
    status: [409],
    title: 'The incident was merged into another',
    means: 'What concerns it is told there from then on. `mergedInto` names the other.',
    unchanged: 'Both incidents are as they were.',
    next: 'Change the incident that it was merged into, or begin there.',
  },
  'not-merged': {
    status: [409],
    title: 'The incident is not part of another',
    means: 'Only what was merged can be taken out again.',
    unchanged: 'The incident stands by itself, as it did.',
    next: 'Nothing. To part some of its alerts from it, split the incident.',
  },
  imported: {
    status: [409],
    title: 'It is a recording',
    means: 'What was recorded is past: it cannot be steered, and nothing live runs on it.',
    unchanged: 'The recording is as it was told.',
    next: 'Open a live incident for what happens now.',
  },
  'not-a-recording': {
    status: [409],
    title: 'The incident is live',
    means: 'A recording would move a live incident among the past ones, where nobody looks for it.',
    unchanged: 'No investigation was started.',
    next: 'Open an incident with `clock: "imported"` and tell the recording into that.',
  },
  'waiting-at-checkpoint': {
    status: [409],
    title: 'It waits at a stop point',
    means: 'The agent has asked for a stop point, and a person has not decided yet.',
    unchanged: 'Nothing was recorded. No time that passes lets it continue.',
    next: 'Wait at `GET /checkpoints/{id}?wait=30`. People decide in the room of the incident.',
  },
  paused: {
    status: [409],
    title: 'The investigation is paused',
    means: 'A person paused it, or nobody decided a stop point in time.',
    unchanged: 'Nothing was recorded.',
    next: 'Wait for the directive `resume`. A commander gives it in the room.',
  },
  'not-paused': {
    status: [409],
    title: 'The investigation is not paused',
    means: 'Only what is paused can be resumed.',
    unchanged: 'It goes on as it did.',
    next: 'Nothing, or decide its stop point if it waits at one.',
  },
  stopped: {
    status: [409],
    title: 'The investigation has ended',
    means: 'A person stopped it, or it has concluded or failed.',
    unchanged: 'Nothing was recorded. What waited for a signature is revoked.',
    next: 'Stop working on it. Another investigation may be begun on the same incident.',
  },
  'stage-locked': {
    status: [409],
    title: 'Not in this stage',
    means:
      'Causes are settled after the evidence was reviewed, and actions proposed after a cause was settled; or the cause was refuted since.',
    unchanged: 'Nothing was recorded.',
    next: 'Ask for the stop point that leads to the next stage, and wait for a person.',
  },
  'claim-refuted': {
    status: [409],
    title: 'A person refuted this claim',
    means: 'Nobody settles on a cause that a person has said to be wrong.',
    unchanged: 'The stop point waits as before.',
    next: 'Ask for more or stop, or have whoever refuted it, or the commander of the incident, take that back.',
  },
  'already-refuted': {
    status: [409],
    title: 'Somebody refuted it already',
    means: 'One refutation of a claim stands at a time, with its reason.',
    unchanged: 'Theirs stands. Yours was not recorded.',
    next: 'Read their reason. A note on the claim may add yours.',
  },
  'not-refuted': {
    status: [409],
    title: 'No person has refuted it',
    means: 'Only what stands can be taken back; what an agent refuted is the agent’s.',
    unchanged: 'The claim stands as it did.',
    next: 'Look at the claim again: somebody may have been faster.',
  },
  'handover-open': {
    status: [409],
    title: 'Command is offered already',
    means: 'One hand-over of an incident is open at a time.',
    unchanged: 'The open offer stands. Yours was not made.',
    next: 'Wait for the answer, or withdraw the open offer and make another.',
  },
  'no-handover': {
    status: [409],
    title: 'No hand-over is open',
    means: 'It was answered or withdrawn, or somebody took command meanwhile.',
    unchanged: 'Whoever commands the incident still does.',
    next: 'Look at who commands it now. Whoever may command can also take command.',
  },
  'mode-observe': {
    status: [409],
    title: 'It may look, and not propose',
    means: 'The policy lets this investigation observe only.',
    unchanged: 'Nothing was proposed.',
    next: 'Conclude with what was found. Raising the mode is for people, by policy.',
  },
  'already-decided': {
    status: [409],
    title: 'Somebody has decided already',
    means: 'A stop point or an action is decided once, and somebody was faster.',
    unchanged: 'Their decision stands. Yours was not recorded.',
    next: 'Look at what was decided, and by whom; the page shows it.',
  },
  expired: {
    status: [409],
    title: 'Its time is over',
    means:
      'Nobody decided in time, or the grant was not redeemed in time. That never counts as a yes.',
    unchanged: 'Nothing was approved, released or executed.',
    next: 'Ask again: a new stop point once it is resumed, or a new proposal.',
  },
} as const satisfies ProblemTexts;
