import { scoreWords } from '@/components/drift/drift-words';
import { percent } from '@/components/hypothesis/confidence-words';
import type { RunFacts } from '@/components/incident/run-facts';
import { stateFace } from '@/components/ui/states';
import { worstOf } from '@/lib/drift/worst';
import type { StoredEvent } from '@/lib/log/schema';
import { roomEvent } from './payload';

const cut = (text: string, length = 300): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

const join = (...parts: (string | null | undefined | false)[]): string =>
  parts.filter(Boolean).join(' · ');

const CONTROLS: Record<string, string> = {
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  steer: 'Steer',
  return: 'Ask for more',
};

const DECISIONS = { release: 'Let it continue', return: 'Ask for more', stop: 'Stop' } as const;

const OUTCOMES: Record<string, string> = {
  root_cause_identified: 'Root cause identified',
  best_effort: 'Best effort',
  inconclusive: 'Inconclusive',
  blocked: 'Blocked',
};

const estimate = (confidence: number | null | undefined): string =>
  typeof confidence === 'number' ? percent(confidence) : '';

/**
 * One line that says what an event claims. Its words are an agent's or a person's and go through
 * VisibleText like everything else.
 */
export function eventClaim(stored: StoredEvent, facts: RunFacts | undefined): string {
  const event = roomEvent(stored);
  const statement = (id: string) => {
    const row = facts?.hypotheses.find((each) => each.id === id);
    return row ? `“${cut(row.statement, 160)}”` : id;
  };
  const title = (id: string) => facts?.evidenceOf(id)?.title ?? id;
  const action = (id: string) => facts?.actions.find((each) => each.id === id)?.title ?? id;
  switch (event.kind) {
    case 'step.started':
      return event.payload.tool;
    case 'step.finished': {
      const { step, status, error } = event.payload;
      const tool = facts?.stepOf(step)?.tool ?? step;
      return join(`${tool} ${stateFace('step', status).word.toLowerCase()}`, error && cut(error));
    }
    case 'evidence.recorded':
      return event.payload.evidence.title;
    case 'evidence.flagged': {
      const { evidenceId, flag, reason } = event.payload;
      const word = flag === 'clear' ? 'Flag taken back' : stateFace('flag', flag).word;
      return join(`${word}: ${title(evidenceId)}`, reason);
    }
    case 'hypothesis.proposed': {
      const { statement: said, confidence } = event.payload.hypothesis;
      return join(said, estimate(confidence));
    }
    case 'hypothesis.revised': {
      const { hypothesisId, confidence, status, note } = event.payload;
      const word = status && stateFace('hypothesis', status).word;
      const news = join(estimate(confidence), word);
      return join(`${news || 'Revised'}: ${statement(hypothesisId)}`, note);
    }
    case 'hypothesis.linked': {
      const { hypothesisId, evidenceId, relation, weight } = event.payload;
      const side = relation === 'supports' ? 'for' : 'against';
      const heavy = weight === undefined ? '' : ` (${weight.toFixed(2)})`;
      return `${title(evidenceId)} speaks ${side} ${statement(hypothesisId)}${heavy}`;
    }
    case 'hypothesis.refuted':
    case 'hypothesis.reinstated': {
      const { hypothesisId, reason } = event.payload;
      const how = event.kind === 'hypothesis.refuted' ? 'refuted' : 'took back the refutation of';
      return join(`${event.actor.name} ${how} ${statement(hypothesisId)}`, reason);
    }
    case 'checkpoint.requested':
      // Resumed after nobody decided: the words are still the agent's, who did not ask this time.
      return event.actor.type === 'system'
        ? `Asked again: “${event.payload.summary}”`
        : event.payload.summary;
    case 'checkpoint.decided': {
      const { stage, decision, reason, instruction } = event.payload;
      const asked = stateFace('stopPoint', stage).word;
      return join(`${asked}: ${DECISIONS[decision]}`, instruction ?? reason);
    }
    case 'checkpoint.expired':
      return `${stateFace('stopPoint', event.payload.stage).word}: nobody decided in time; paused`;
    case 'directive.given': {
      const { control, instruction, reason } = event.payload;
      return join(CONTROLS[control] ?? control, instruction ?? reason);
    }
    case 'directive.delivered':
      return 'An answer to the agent contained it';
    case 'directive.acknowledged':
      return 'The agent acknowledged it';
    case 'note.added': {
      const { text, mentionNames: names = [] } = event.payload;
      return names.length > 0 ? `To ${names.join(', ')}: ${text}` : text;
    }
    case 'verdict.given': {
      const { hypothesisId, actionId, verdict, reason } = event.payload;
      const on = hypothesisId ? statement(hypothesisId) : actionId ? action(actionId) : '';
      return join(`Judged ${verdict}: ${on}`, reason);
    }
    case 'scope.violated': {
      const { axis, value, detail } = event.payload;
      return join(`Outside its scope: ${axis} ${value}`, detail);
    }
    case 'write.refused': {
      const { attempted, status, attempts } = event.payload;
      const times = attempts === 1 ? 'A write' : `${attempts} writes`;
      return join(`${times} refused while ${status}`, attempted.join(', '));
    }
    case 'drift.measured': {
      const { score, level, components } = event.payload;
      const word = stateFace('drift', level).word;
      return join(`${word} ${scoreWords(score)}`, worstOf(components)?.sentence);
    }
    case 'investigation.created':
      return event.payload.goal ?? 'Goal not stated';
    case 'investigation.concluded': {
      const { outcome, summary } = event.payload;
      return join(OUTCOMES[outcome] ?? outcome, summary);
    }
    default:
      return actionClaim(stored, action);
  }
}

/** What happens to a proposed change, from proposal to recovery, and to the incident itself. */
function actionClaim(stored: StoredEvent, titleOf: (id: string) => string): string {
  const event = roomEvent(stored);
  switch (event.kind) {
    case 'action.proposed':
    case 'action.amended':
      return event.payload.contents.title;
    case 'action.decided':
      return join(titleOf(event.payload.action), event.payload.reason);
    case 'action.withdrawn':
    case 'action.expired':
    case 'action.revoked':
    case 'action.settled':
    case 'action.reviewed':
      return join(titleOf(event.payload.action), event.payload.reason);
    case 'action.rolled_back':
    case 'grant.minted':
    case 'grant.redeemed':
    case 'grant.expired':
    case 'execution.lost':
      return titleOf(event.payload.action);
    case 'grant.revoked':
      return join(titleOf(event.payload.action), event.payload.reason);
    case 'grant.refused':
      return join(titleOf(event.payload.action), event.payload.detail);
    case 'execution.started':
    case 'execution.heartbeat':
    case 'execution.output':
    case 'execution.succeeded':
    case 'execution.failed': {
      const { exitCode, text, action } = event.payload;
      const code = exitCode === null ? '' : `exit ${exitCode}`;
      return join(code, text ? cut(text) : titleOf(action));
    }
    case 'verification.reported':
      return `${titleOf(event.payload.action)}, reported by ${event.actor.name}`;
    case 'content.erased': {
      const { leaves, askedBy, reason } = event.payload;
      const places = leaves === 1 ? 'one entry' : `${leaves} entries`;
      return `The text of ${places}, by ${askedBy.name}, because ${reason}`;
    }
    case 'incident.opened':
      return event.payload.title;
    case 'command.offered':
      return join(`Command offered to ${event.payload.toName}`, cut(event.payload.summary));
    case 'command.accepted':
      return `${event.actor.name} accepted command`;
    case 'command.declined':
      return join(`${event.actor.name} declined command`, event.payload.reason);
    case 'command.withdrawn':
      return `${event.actor.name} withdrew the offer of command`;
    case 'incident.alerted':
      return event.payload.alerts
        .map(({ status, labels }) => join(labels.alertname ?? 'Alert', status))
        .join(', ');
    case 'incident.changed':
      return Object.entries(event.payload.changes)
        .map(([field, value]) =>
          field === 'commanderId' && value === event.actor.id
            ? 'Took command'
            : `${CHANGED[field] ?? field}: ${value ?? 'nobody'}`,
        )
        .join(', ');
    case 'incident.merged':
      return join('Became part of another incident', event.payload.reason);
    case 'incident.unmerged':
      return join('Stands by itself again', event.payload.reason);
    case 'incident.split':
      return join(`${counted(event.payload.alerts, 'alert')} split off`, event.payload.reason);
    case 'incident.joined':
      return join(
        `${counted(event.payload.incidents, 'incident')} merged in`,
        event.payload.reason,
      );
    case 'incident.left':
      return join(
        `${counted(event.payload.incidents, 'incident')} taken out`,
        event.payload.reason,
      );
    case 'incident.told_apart':
      return join(`From ${counted(event.payload.from, 'other')}`, event.payload.reason);
    default:
      return stored.kind;
  }
}

const counted = ({ length }: unknown[], noun: string): string =>
  length === 1 ? `1 ${noun}` : `${length} ${noun}s`;

const CHANGED: Record<string, string> = {
  commanderId: 'Commander',
  outageClass: 'Outage class',
  mergedInto: 'Merged into',
  severity: 'Severity',
  status: 'Status',
};
