import type { ProblemTexts } from './problem-text';

/** Proposals, signatures, grants and what executors do with them. */
export const ACTIONS = {
  'break-glass-needless': {
    status: [409],
    title: 'There is no glass to break',
    means:
      'The policy asks for one plain signature, which anybody who may break the glass can give.',
    unchanged: 'Nothing was signed.',
    next: 'Sign it.',
  },
  'nothing-to-review': {
    status: [409],
    title: 'There is nothing to review',
    means: 'Nobody broke the glass for this action.',
    unchanged: 'The action is as it was.',
    next: 'Nothing.',
  },
  'no-executor': {
    status: [409],
    title: 'Nobody could carry it out',
    means: 'No active executor’s scope covers this kind of action on this target.',
    unchanged: 'Nothing was proposed.',
    next: 'Ask an admin for an executor there, or propose what one can do.',
  },
  'version-superseded': {
    status: [409],
    title: 'There is a later version',
    means: 'The agent changed the action after the version that you saw. Its signatures are void.',
    unchanged: 'Nothing was signed.',
    next: 'Read the version that stands now, then decide.',
  },
  'digest-mismatch': {
    status: [409],
    title: 'Not what stands there',
    means:
      'The digest sent is not that of the version that it names: something that it binds differs.',
    unchanged: 'Nothing was signed and nothing was executed.',
    next: 'Load it again and compare. If it differs again, do not sign, and tell whoever runs this installation.',
  },
  'view-changed': {
    status: [409],
    title: 'Your page showed something else',
    means:
      'The view digest sent is not that of what the decision page shows now: the evidence, its flags, a rival cause or a signature has changed since it was drawn.',
    unchanged: 'Nothing was signed. A rejection is never held up by this.',
    next: 'Look again at what changed, and decide on what stands now.',
  },
  withdrawn: {
    status: [409],
    title: 'The agent withdrew it',
    means: 'The action was taken back by the agent that had proposed it.',
    unchanged: 'Nothing was executed.',
    next: 'Nothing: it waits on nobody any more.',
  },
  'separation-of-duties': {
    status: [403],
    title: 'You are too close to it',
    means:
      'You own the agent, or started or steered this investigation, and its policy asks for somebody else’s signature.',
    unchanged: 'Your approval was not counted. You may still reject.',
    next: 'Ask another approver for this service.',
  },
  'not-eligible': {
    status: [403, 409],
    title: 'The signatures do not hold',
    means:
      'A signer’s role or standing does not count for this, or not any more; or the agent may not act, or the policy now asks for more.',
    unchanged: 'Nothing was signed and nothing was executed.',
    next: 'The detail says what is missing. Have somebody sign who may, or propose it anew.',
  },
  'step-up-required': {
    status: [403],
    title: 'It asks for a passkey',
    means:
      'The risk of this action asks for a signature by passkey and none came, or what came does not hold for exactly this: another action, version, page or person, another site, nobody verified, too old, or used already. The detail says which.',
    unchanged: 'Nothing was signed.',
    next: 'Sign with a passkey, afresh: `POST /actions/{id}/assertion-options` hands out what it is asked. Without one, enrol one at `/settings`, or ask an approver who has one.',
  },
  'preimage-erased': {
    status: [410],
    title: 'The text was erased',
    means:
      'What this digest was taken over has been erased from the record, or a part of it. Its hash remains.',
    unchanged: 'The record still proves what it proved, except for that text.',
    next: 'Nothing brings it back. Whoever runs this installation knows why it was erased.',
  },
  'action-open': {
    status: [409],
    title: 'An action is still open',
    means:
      'What is to be erased holds the text of an action that waits for a signature, for its executor, for its end, or for somebody’s word on how it ended.',
    unchanged: 'Nothing was erased.',
    next: 'Reject it, let it end or settle it, and erase then.',
  },
  'already-redeemed': {
    status: [409],
    title: 'The grant was redeemed already',
    means: 'A grant is good for one execution, and that has begun or ended.',
    unchanged: 'No second execution was begun.',
    next: 'Look at the execution there is. Never run the command again by hand because of this.',
  },
  superseded: {
    status: [409],
    title: 'The action was changed since',
    means: 'The grant was minted for an earlier version of the action.',
    unchanged: 'Nothing was executed.',
    next: 'Wait for a grant of the version that stands, once people have signed it.',
  },
  'target-busy': {
    status: [409],
    title: 'Another execution runs there',
    means: 'Something else is being changed on the same target. `executionId` names it.',
    unchanged: 'Nothing was executed; the grant still holds until it expires.',
    next: 'Wait until that one has ended, and redeem again.',
  },
  'precondition-failed': {
    status: [409],
    title: 'The target is not as assumed',
    means:
      'What the executor observes differs from what the action expects. `keys` names the differences.',
    unchanged: 'Nothing was executed.',
    next: 'Find out who changed the target. Then propose anew, from how it stands now.',
  },
  'lease-lost': {
    status: [409],
    title: 'Nothing was heard of it for too long',
    means: 'The executor was silent for longer than its lease, so nobody knows how this ended.',
    unchanged: 'It is not tried again by itself, whatever has happened in production.',
    next: 'Look at the target, then settle how it ended on the decision’s page.',
  },
  'already-finished': {
    status: [409],
    title: 'The execution has ended already',
    means: 'Its end was reported, and nothing is added after that.',
    unchanged: 'The reported end stands.',
    next: 'Nothing. Whether it recovered is reported by itself.',
  },
  'not-finished': {
    status: [409],
    title: 'The execution has not ended',
    means: 'Whether the service recovered can be said only after the execution.',
    unchanged: 'Nothing was recorded.',
    next: 'Report the execution’s end first.',
  },
  'not-indeterminate': {
    status: [409],
    title: 'How it ended is not in doubt',
    means: 'People settle only what nobody knows the end of.',
    unchanged: 'The action is as it was.',
    next: 'Nothing. If it did harm, propose to roll it back.',
  },
} as const satisfies ProblemTexts;
