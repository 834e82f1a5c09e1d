export type PartState = 'done' | 'current' | 'waiting' | 'broken' | 'ahead';

export interface TrackPart {
  key: string;
  type: 'stage' | 'stop';
  word: string;
  state: PartState;
}

export interface TrackInput {
  /** gathering, hypothesizing, proposing, concluded. */
  stage: string;
  /** The investigation's status: running, waiting, paused, stopped, concluded, failed. */
  status: string;
  /**
   * The stop point it stands at, while it waits or after it expired there. Those that were raised
   * lie in the middle of a stage.
   */
  stopPoint?: string | undefined;
}

const order: { key: string; type: 'stage' | 'stop'; word: string }[] = [
  { key: 'gathering', type: 'stage', word: 'Gathering evidence' },
  { key: 'evidence', type: 'stop', word: 'Review the evidence' },
  { key: 'hypothesizing', type: 'stage', word: 'Weighing causes' },
  { key: 'commitment', type: 'stop', word: 'Settle on a cause' },
  { key: 'proposing', type: 'stage', word: 'Proposing a fix' },
];

/** Lays the three stages and two stop points out with the state of each; pure. */
export function layTrack({ stage, status, stopPoint }: TrackInput): TrackPart[] {
  const over = status === 'concluded' || stage === 'concluded';
  const broken = status === 'stopped' || status === 'failed';
  const isHeld = status === 'waiting' || status === 'paused' || broken;
  const isOnTrack = order.some((part) => part.key === stopPoint);
  const key = stopPoint && isOnTrack && isHeld ? stopPoint : stage;
  // A run that concludes early has not passed the stages after the one it was in.
  const here = order.findIndex((part) => part.key === key);
  return order.map((part, index) => ({ ...part, state: stateAt(index) }));

  function stateAt(index: number): PartState {
    if (here < 0) return over ? 'done' : 'ahead';
    if (index < here) return 'done';
    if (index > here) return 'ahead';
    if (over) return 'done';
    if (broken) return 'broken';
    return status === 'waiting' || status === 'paused' ? 'waiting' : 'current';
  }
}

/** One sentence for screen readers and the title. */
export function sayTrack(parts: TrackPart[]): string {
  const at = parts.find((part) => part.state !== 'done' && part.state !== 'ahead');
  if (!at) return parts.every((part) => part.state === 'ahead') ? 'Not started' : 'All stages over';
  const how = { current: 'Now', waiting: 'Waiting at', broken: 'Ended at', done: '', ahead: '' }[
    at.state
  ];
  return `${how}: ${at.word}`;
}
