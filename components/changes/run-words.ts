import { Ban, EyeOff, Layers, ShieldAlert, StickyNote } from 'lucide-react';
import { face } from '@/components/ui/state-face';
import { stateFace } from '@/components/ui/states';
import type { Arrivals, ChangeOf, RoomChanges } from '@/lib/changes/schema';
import { type ChangeLine, counted, listed, quoted } from './change-line';

const OUTCOMES: Record<string, string> = {
  root_cause_identified: 'root cause identified',
  best_effort: 'best effort',
  inconclusive: 'inconclusive',
  blocked: 'blocked',
};

/** How an investigation came to stand otherwise: begun, held, at another stage, off track. */
export function runLines(change: ChangeOf<'run'>, runs: RoomChanges['runs']): ChangeLine[] {
  const { run, from, to, added } = change;
  const name = runs.find(({ id }) => id === run)?.agentName ?? 'The agent';
  const lines: ChangeLine[] = [];
  const tell = (key: string, of: ChangeLine['face'], text: string, sel?: string) =>
    lines.push({ key: `run ${run} ${key}`, group: 'run', face: of, text, run, sel });
  if (!from) tell('begun', stateFace('investigation', 'running'), `${name} began to investigate`);
  const isOver = ['concluded', 'stopped', 'failed'].includes(to.status);
  if (from?.stage !== to.stage && !(from === null && to.stage === 'gathering')) {
    const { word } = stateFace('stage', to.stage);
    const was = from ? `; it was ${stateFace('stage', from.stage).word.toLowerCase()}` : '';
    tell('stage', stateFace('stage', to.stage), `${name} is at ${quoted(word)}${was}`);
  }
  if (from?.status !== to.status && !(from === null && to.status === 'running')) {
    const of = stateFace('investigation', to.status);
    const how = to.outcome ? `: ${OUTCOMES[to.outcome] ?? to.outcome}` : '';
    const was = from
      ? `; it was ${stateFace('investigation', from.status).word.toLowerCase()}`
      : '';
    const text = isOver
      ? `${name}: ${of.word.toLowerCase()}${how}`
      : `${name}: ${of.word.toLowerCase()}${was}`;
    tell('status', of, text);
  }
  if (to.drift && (from?.drift ?? 'on-track') !== to.drift) {
    const of = stateFace('drift', to.drift);
    const was = from?.drift ? `; it was ${stateFace('drift', from.drift).word.toLowerCase()}` : '';
    tell('drift', of, `${name} is ${of.word.toLowerCase()}${was}`, 'run:drift');
  }
  if (added.violations > 0) {
    const text = `${counted(added.violations, 'attempt')} outside its scope`;
    tell('violations', face(ShieldAlert, 'bad', 'Outside its scope'), text);
  }
  if (added.refusedWrites > 0) {
    const text = `${counted(added.refusedWrites, 'write')} refused while it was held`;
    tell('refused', face(Ban, 'bad', 'Refused'), text);
  }
  if (added.maskedSecrets > 0) {
    const text = `${counted(added.maskedSecrets, 'secret')} masked in what it sent`;
    tell('masked', face(EyeOff, 'waiting', 'Masked'), text);
  }
  return lines;
}

/** What evidence came, by where it came from, and the items of it that claims rest on. */
export function evidenceLines(arrived: Arrivals): ChangeLine[] {
  const { run, bySource, named } = arrived;
  const total = bySource.reduce((sum, { items }) => sum + items, 0);
  if (total === 0) return [];
  const sources = listed(
    bySource.map(({ source, items }) => `${items.toLocaleString('en')} from ${source}`),
  );
  const text = `${counted(total, 'new item of evidence', 'new items of evidence')}: ${sources}`;
  const base = { group: 'evidence', run } as const;
  const fresh = named.filter(({ isNew }) => isNew);
  return [
    { ...base, key: `evidence ${run}`, face: face(Layers, 'running', 'Evidence'), text },
    ...fresh.map(({ id, title, source, flag }) => ({
      ...base,
      key: `evidence ${run} ${id}`,
      face: flag ? stateFace('flag', flag) : face(Layers, 'quiet', 'Linked evidence'),
      text: `${quoted(title)}, from ${source}, bears on a claim`,
      sel: `ev:${id}`,
    })),
  ];
}

/** What people wrote, word by word, and how much agents did. */
export function noteLines({ run, notes, noteCount, agentNoteCount }: Arrivals): ChangeLine[] {
  const base = { group: 'notes', run, face: face(StickyNote, 'quiet', 'Note') } as const;
  const lines: ChangeLine[] = notes.map(({ seq, by, text }) => ({
    ...base,
    key: `note ${run} ${seq}`,
    text: `${by.name} noted`,
    more: text,
    sel: `e:${seq}`,
  }));
  const left = noteCount - notes.length;
  if (left > 0) {
    const text = `${counted(left, 'earlier note')} of people, in the timeline`;
    lines.push({ ...base, key: `notes ${run}`, text });
  }
  if (agentNoteCount > 0) {
    const text = `${counted(agentNoteCount, 'note')} of agents, in the timeline`;
    lines.push({ ...base, key: `agents' notes ${run}`, text });
  }
  return lines;
}
