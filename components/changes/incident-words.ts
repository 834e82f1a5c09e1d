import { Flame, GitMerge, Snowflake, UserRound } from 'lucide-react';
import { face } from '@/components/ui/state-face';
import { stateFace } from '@/components/ui/states';
import type { Change, ChangeOf, RoomChanges } from '@/lib/changes/schema';
import { type ChangeLine, quoted } from './change-line';

type Names = Pick<RoomChanges, 'people' | 'parts'>;

const PART = face(GitMerge, 'quiet', 'Merging');

/** What changed of the incident itself; undefined of changes that are no incident's. */
export function incidentLine(change: Change, names: Names): ChangeLine | undefined {
  switch (change.about) {
    case 'incident':
      return fieldLine(change, names);
    case 'alerts': {
      const { from, to } = change;
      const text = `Alerts: ${to.firing} of ${to.total} fire now; ${from.firing} of ${from.total} did`;
      const tone = to.firing > from.firing ? 'bad' : 'good';
      return line('alerts', face(Flame, tone, 'Alerts'), text);
    }
    case 'part': {
      const part = names.parts.find(({ id }) => id === change.id);
      const what = part ? quoted(part.title) : 'Another incident';
      const text = change.to ? `${what} became part of it` : `${what} is part of it no more`;
      return line(`part ${change.id}`, PART, text);
    }
    case 'freeze': {
      const { id, service, setBy, reason, to } = change;
      const what = service === '*' ? 'Everything' : service;
      const text = to
        ? `${what} was frozen by ${setBy.name}`
        : `The freeze of ${what.toLowerCase() === 'everything' ? 'everything' : service}, set by ${setBy.name}, was lifted`;
      const more = to ? { more: reason } : {};
      return { ...line(`freeze ${id}`, face(Snowflake, 'waiting', 'Freeze'), text), ...more };
    }
    default:
      return undefined;
  }
}

const line = (key: string, of: ChangeLine['face'], text: string): ChangeLine => ({
  key,
  group: 'incident',
  face: of,
  text,
  run: null,
});

function commandWords({ from, to, by }: ChangeOf<'incident'>, { people }: Names): string {
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? id;
  if (to === null) return `Nobody commands any more${from ? `; ${nameOf(from)} did` : ''}`;
  if (from !== null) return `Command went from ${nameOf(from)} to ${nameOf(to)}`;
  return by && by.id !== to
    ? `${by.name} put ${nameOf(to)} in command`
    : `${nameOf(to)} took command`;
}

function fieldLine(change: ChangeOf<'incident'>, names: Names): ChangeLine {
  const { field, from, to, by, seq } = change;
  const who = by ? `, by ${by.name}` : '';
  const at = seq === null ? {} : { sel: `i:${seq}` };
  const told = (of: ChangeLine['face'], text: string) => ({ ...line(field, of, text), ...at });
  const word = (noun: 'incident' | 'severity', value: string | null) =>
    value === null ? 'unknown' : stateFace(noun, value).word;
  switch (field) {
    case 'opened':
      return told(stateFace('incident', 'open'), `The incident was opened: ${quoted(to ?? '')}`);
    case 'status': {
      const [was, is] = [word('incident', from).toLowerCase(), word('incident', to).toLowerCase()];
      return told(stateFace('incident', to ?? ''), `The incident is ${is}; it was ${was}${who}`);
    }
    case 'severity': {
      const how = (to ?? '') < (from ?? '') ? 'raised' : 'lowered';
      const text = `Severity ${how} from ${word('severity', from)} to ${word('severity', to)}${who}`;
      return told(stateFace('severity', to ?? ''), text);
    }
    case 'outageClass': {
      const was = from === null ? '' : `; it was ${from}`;
      return told(stateFace('incident', 'open'), `Outage class is ${to ?? 'unknown'}${was}${who}`);
    }
    case 'commander':
      return told(face(UserRound, 'quiet', 'Command'), commandWords(change, names));
    case 'mergedInto':
      return told(
        PART,
        `${to === null ? 'It stands by itself again' : 'It became part of another incident'}${who}`,
      );
  }
}
