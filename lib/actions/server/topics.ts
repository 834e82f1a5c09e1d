/** The topic that every change of an action's state wakes: whoever watches the queue. */
export const APPROVALS = 'approvals';

/** The topic that an executor waits on for grants. */
export const grantsTopic = (executorId: string): string => `grants:${executorId}`;
