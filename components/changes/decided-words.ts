import { stateFace } from '@/components/ui/states';
import type { ChangeOf } from '@/lib/changes/schema';
import { type ChangeLine, listed, quoted } from './change-line';

/** What became of a stop point, and by whom. */
export function stopLine(stop: ChangeOf<'stop'>): ChangeLine {
  const { run, id, stage, from, to, decidedBy } = stop;
  const at = quoted(stateFace('stopPoint', stage).word);
  const isPolicy = decidedBy?.type === 'policy';
  const who = isPolicy ? 'The policy' : (decidedBy?.name ?? 'Somebody');
  const words: Record<typeof to, string> = {
    waiting: `Reached the stop point ${at} and waits on a person`,
    released: `${who} let it continue at ${at}`,
    returned: `${who} asked for more at ${at}`,
    stopped: `${who} stopped it at ${at}`,
    expired: `Nobody decided at ${at} in time; it paused`,
  };
  const face = to === 'released' && isPolicy ? 'released-by-policy' : to;
  return {
    key: `stop ${id}`,
    group: 'people',
    face: to === 'waiting' ? stateFace('stopPoint', stage) : stateFace('checkpoint', face),
    text:
      from === null && to !== 'waiting' ? `${words[to]}, which was reached meanwhile` : words[to],
    more: stop.instruction ?? stop.reason ?? undefined,
    run,
    sel: `chk:${id}`,
  };
}

/** What became of a proposal: who signed or rejected it, and what was done. */
export function actionLine(action: ChangeOf<'action'>): ChangeLine {
  const { run, id, title, from, to, decisions } = action;
  const signed = decisions.map(({ decision, by, brokeGlass }) => {
    if (decision === 'reject') return `rejected by ${by.name}`;
    if (brokeGlass !== null) return `approved by ${by.name}, who broke the glass`;
    return by.type === 'policy' ? 'approved by the policy itself' : `approved by ${by.name}`;
  });
  const word = stateFace('action', to.state).word;
  // That it was approved or rejected is told by who did.
  const isTold = signed.length > 0 && (to.state === 'approved' || to.state === 'rejected');
  const { verification: found } = to;
  const isNews = found && found.status !== from?.verification?.status;
  const measured = isNews
    ? [
        `${stateFace('verification', found.status).word.toLowerCase()}, reported by ${found.by.name}`,
      ]
    : [];
  const clauses = [
    ...(from === null ? ['proposed'] : []),
    ...(from !== null && from.version !== to.version ? [`changed to version ${to.version}`] : []),
    ...signed,
    ...(from?.state === to.state || isTold ? [] : [word.toLowerCase()]),
    ...measured,
    ...(to.verdict && to.verdict !== from?.verdict ? [`judged ${to.verdict}`] : []),
  ];
  const reason = decisions.findLast((each) => each.reason !== null)?.reason;
  return {
    key: `action ${id}`,
    group: 'people',
    face: found ? stateFace('verification', found.status) : stateFace('action', to.state),
    text: `${quoted(title)}: ${listed(clauses)}`,
    more: reason ?? (from?.state === to.state ? undefined : (action.endedReason ?? undefined)),
    run,
    sel: `act:${id}`,
  };
}

const TOLD = {
  pause: 'paused it',
  resume: 'let it go on after a pause',
  stop: 'stopped it',
  steer: 'steered it',
  return: 'asked for more',
} as const;

/** Who told the agent what; what a stop point's answer says is told there. */
export function directiveLine(directive: ChangeOf<'directive'>): ChangeLine | undefined {
  const { run, id, kind, givenBy, instruction, reason } = directive;
  if (kind === 'return') return undefined;
  const faces = { pause: 'paused', resume: 'running', stop: 'stopped', steer: 'running' } as const;
  return {
    key: `directive ${id}`,
    group: 'people',
    face: stateFace('investigation', faces[kind]),
    text: `${givenBy.name} ${TOLD[kind]}`,
    more: instruction ?? reason ?? undefined,
    run,
    sel: `dir:${id}`,
  };
}
