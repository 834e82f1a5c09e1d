import { stateFace } from '@/components/ui/states';
import type { CheckpointRow } from '@/lib/investigations/schema';

/** What a stop point asks of a person. */
export const STOP_ASKS: Record<CheckpointRow['stage'], string> = {
  evidence: 'Is this enough evidence to weigh causes on?',
  commitment: 'Is this the cause that a fix may rest on?',
  drift: 'It may have lost its way. Should it go on like this?',
  budget: 'It has used up what it was allowed. Should it go on?',
};

const RAISED = {
  return: 'The agent goes on where it is, with your instruction.',
  stop: 'The investigation ends here.',
};

/** What each answer does, for the buttons' descriptions. */
export const STOP_EFFECTS: Record<
  CheckpointRow['stage'],
  Record<'release' | 'return' | 'stop', string>
> = {
  evidence: {
    release: 'The agent goes on to weigh causes.',
    return: 'The agent goes back to gathering evidence, with your instruction.',
    stop: 'The investigation ends here.',
  },
  commitment: {
    release: 'The claim is settled on, and the agent may propose a fix. Nothing is changed yet.',
    return: 'The agent goes back to weighing causes, with your instruction.',
    stop: 'The investigation ends here.',
  },
  drift: {
    ...RAISED,
    release: 'The agent goes on as before. It is stopped again only if it wanders further.',
  },
  budget: { ...RAISED, release: 'The agent goes on, and is given the same once more.' },
};

/** The face of how a stop point ended: a policy's release is no person's. */
export const outcomeFace = ({ state, decidedBy }: Pick<CheckpointRow, 'state' | 'decidedBy'>) =>
  stateFace(
    'checkpoint',
    state === 'released' && decidedBy?.type === 'policy' ? 'released-by-policy' : state,
  );

/** "Let it continue by Ann": who decided a stop point, and how; undefined while it waits. */
export function outcomeWords({ state, decidedBy }: CheckpointRow): string | undefined {
  const by = decidedBy
    ? `, ${decidedBy.type === 'policy' ? `by the policy itself (${decidedBy.name})` : `by ${decidedBy.name}`}`
    : '';
  switch (state) {
    case 'waiting':
      return undefined;
    case 'released':
      return `Let it continue${by}`;
    case 'returned':
      return `Asked for more${by}`;
    case 'stopped':
      return `Stopped${by}`;
    case 'expired':
      return 'Nobody decided in time';
  }
}

/** Twelve characters tell roots apart at a glance; the whole one is in the inspector. */
export const shortRoot = (root: string): string => root.slice(0, 12);
