import { decisionFace } from '@/components/action/decision-face';
import {
  Activity,
  ArrowRightLeft,
  Ban,
  Bell,
  CirclePlus,
  Eraser,
  FileText,
  Flag,
  Flame,
  GitBranch,
  Link2,
  type LucideIcon,
  Megaphone,
  Network,
  Pencil,
  ScrollText,
  Settings2,
  ShieldAlert,
  StickyNote,
  Terminal,
  Ticket,
  Undo2,
  Waypoints,
} from 'lucide-react';
import { stateFace, type StateNoun } from '@/components/ui/states';
import type { Tone } from '@/components/ui/tone';
import type { EvidenceSource } from '@/lib/evidence/schema';
import { roomEvent } from './payload';
import type { TimelineGroup } from './group-events';
import type { StoredEvent } from '@/lib/log/schema';

/** What stands before a row: a glyph, its word for those who cannot see it, and a tone. */
export interface EventFace {
  icon: LucideIcon;
  word: string;
  tone: Tone;
}

export const SOURCES: Record<EvidenceSource, { icon: LucideIcon; word: string }> = {
  logs: { icon: ScrollText, word: 'Logs' },
  metrics: { icon: Activity, word: 'Metrics' },
  traces: { icon: Waypoints, word: 'Traces' },
  changes: { icon: GitBranch, word: 'Changes' },
  config: { icon: Settings2, word: 'Configuration' },
  topology: { icon: Network, word: 'Topology' },
  tickets: { icon: Ticket, word: 'Tickets' },
  code: { icon: Terminal, word: 'Code' },
  other: { icon: FileText, word: 'Other' },
};

const face = (icon: LucideIcon, word: string, tone: Tone = 'quiet'): EventFace => ({
  icon,
  word,
  tone,
});

const ofState = (noun: StateNoun, value: string): EventFace => {
  const { icon, word, tone } = stateFace(noun, value);
  return { icon, word, tone };
};

const DECISIONS = { release: 'released', return: 'returned', stop: 'stopped' } as const;
const CONTROLS: Record<string, [word: string, tone: Tone]> = {
  pause: ['Pause', 'waiting'],
  resume: ['Resume', 'good'],
  stop: ['Stop', 'bad'],
  steer: ['Steer', 'running'],
  return: ['Asked for more', 'running'],
};

const FIXED: Record<string, EventFace> = {
  'investigation.created': face(CirclePlus, 'Investigation began'),
  'hypothesis.proposed': ofState('hypothesis', 'open'),
  'hypothesis.linked': face(Link2, 'Evidence weighed'),
  'hypothesis.refuted': ofState('hypothesis', 'refuted-by-person'),
  'hypothesis.reinstated': face(Undo2, 'Refutation taken back'),
  'directive.delivered': face(Megaphone, 'Delivered'),
  'directive.acknowledged': face(Megaphone, 'Acknowledged'),
  'write.refused': face(Ban, 'Writes refused', 'bad'),
  'note.added': face(StickyNote, 'Note'),
  'verdict.given': face(Pencil, 'Verdict'),
  'scope.violated': face(ShieldAlert, 'Outside its scope', 'bad'),
  'checkpoint.expired': ofState('checkpoint', 'expired'),
  'action.proposed': ofState('action', 'proposed'),
  'action.amended': face(Pencil, 'Proposal changed', 'running'),
  'action.withdrawn': ofState('action', 'withdrawn'),
  // Nobody decided, or nobody picked it up: its reason says which.
  'action.expired': { ...ofState('action', 'expired'), word: 'Expired' },
  'action.revoked': ofState('action', 'revoked'),
  'action.settled': face(Pencil, 'Outcome settled'),
  'action.reviewed': face(Pencil, 'Broken glass reviewed'),
  'action.rolled_back': ofState('action', 'rolled_back'),
  'grant.minted': ofState('grant', 'minted'),
  'grant.redeemed': ofState('grant', 'redeemed'),
  'grant.refused': face(Ban, 'Grant refused', 'bad'),
  'grant.expired': ofState('grant', 'expired'),
  'grant.revoked': ofState('grant', 'void'),
  'execution.started': ofState('execution', 'executing'),
  'execution.heartbeat': ofState('execution', 'executing'),
  'execution.output': ofState('execution', 'executing'),
  'execution.succeeded': ofState('execution', 'succeeded'),
  'execution.failed': ofState('execution', 'failed'),
  'execution.lost': ofState('execution', 'indeterminate'),
  'content.erased': face(Eraser, 'Text erased'),
  'incident.opened': face(Flame, 'Incident opened', 'bad'),
  'incident.alerted': face(Bell, 'Alert', 'waiting'),
  'incident.changed': face(Pencil, 'Incident changed'),
  'incident.merged': face(GitBranch, 'Merged'),
  'incident.joined': face(GitBranch, 'Merged'),
  'incident.unmerged': face(GitBranch, 'Merge taken back'),
  'incident.left': face(GitBranch, 'Merge taken back'),
  'incident.split': face(GitBranch, 'Alerts split off'),
  'incident.told_apart': face(GitBranch, 'Not the same'),
  'command.offered': face(ArrowRightLeft, 'Command offered', 'waiting'),
  'command.accepted': face(ArrowRightLeft, 'Command handed over', 'good'),
  'command.declined': face(ArrowRightLeft, 'Command declined'),
  'command.withdrawn': face(ArrowRightLeft, 'Offer withdrawn'),
};

/** The face of one event. */
export function eventFace(stored: StoredEvent): EventFace {
  const event = roomEvent(stored);
  switch (event.kind) {
    case 'step.started':
      return ofState('step', 'running');
    case 'step.finished':
      return ofState('step', event.payload.status);
    case 'evidence.recorded': {
      const { icon, word } = SOURCES[event.payload.evidence.source] ?? SOURCES.other;
      return face(icon, `Evidence from ${word.toLowerCase()}`);
    }
    case 'evidence.flagged':
      return event.payload.flag === 'clear'
        ? face(Flag, 'Flag taken back')
        : ofState('flag', event.payload.flag);
    case 'hypothesis.revised':
      return event.payload.status
        ? ofState('hypothesis', event.payload.status)
        : face(Pencil, 'Estimate revised', 'running');
    case 'drift.measured':
      return ofState('drift', event.payload.level);
    case 'checkpoint.requested':
      return ofState('stopPoint', event.payload.stage);
    case 'checkpoint.decided':
      return event.actor.type === 'policy' && event.payload.decision === 'release'
        ? ofState('checkpoint', 'released-by-policy')
        : ofState('checkpoint', DECISIONS[event.payload.decision]);
    case 'directive.given': {
      const [word, tone] = CONTROLS[event.payload.control] ?? ['Directive', 'quiet'];
      return face(Megaphone, word, tone);
    }
    case 'action.decided':
      return ofState(
        'decision',
        decisionFace({
          by: event.actor,
          decision: event.payload.decision,
          brokeGlass: event.payload.brokeGlass ?? null,
          signature: event.payload.signature ?? null,
        }),
      );
    case 'verification.reported':
      return ofState('verification', event.payload.status);
    case 'investigation.concluded':
      return ofState('investigation', 'concluded');
    default:
      return FIXED[stored.kind] ?? face(FileText, stored.kind);
  }
}

/** Of a row of several: a failed step shows as one, evidence as its source, the rest as their last. */
export function groupFace({ events, made }: TimelineGroup): EventFace {
  if (made) return made.face;
  const ended = events.findLast((event) => event.kind === 'step.finished');
  if (ended && ended.payload.status !== 'ok') return eventFace(ended);
  const evidence = events.find((event) => event.kind === 'evidence.recorded');
  if (evidence) return eventFace(evidence);
  const [first] = events;
  if (first.kind.startsWith('directive.')) return eventFace(first);
  return eventFace(events.at(-1) ?? first);
}
