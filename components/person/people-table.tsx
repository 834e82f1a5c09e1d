'use client';

import { Ellipsis } from 'lucide-react';
import type { Looker } from '@/components/agent/rights';
import { sayRoles } from '@/components/shell/shell-user';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { StateBadge } from '@/components/ui/state-badge';
import type { PersonRow } from '@/lib/people/schema';
import { ACT_WORDS, type ActKind, actRefusal } from './person-acts';

export interface PeopleTableProps {
  people: PersonRow[];
  looker: Looker;
  onAct: (kind: ActKind, person: PersonRow) => void;
}

const actsOn = ({ status }: PersonRow): ActKind[] => [
  'roles',
  'reset',
  status === 'disabled' ? 'enable' : 'disable',
];

/** Everybody, with what they may do; what is done with them is behind each one’s button. */
export function PeopleTable({ people, looker, onAct }: PeopleTableProps) {
  return (
    <ul
      aria-label="People"
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {people.map((person) => (
        <li
          key={person.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_auto_auto] md:items-center"
        >
          <div className="min-w-0">
            <p className="font-medium break-words text-ink">
              <VisibleText text={person.name} />
              {person.id === looker.id && <span className="ml-1.5 text-muted">(you)</span>}
            </p>
            {person.name !== person.email && (
              <p className="text-xs break-all text-muted">
                <VisibleText text={person.email} />
              </p>
            )}
          </div>
          <ul
            aria-label={`Roles of ${person.name}`}
            className="col-start-1 text-sm text-muted md:col-start-auto"
          >
            {sayRoles(person.roles).map((role) => (
              <li key={role} className="break-words">
                <VisibleText text={role} />
              </li>
            ))}
          </ul>
          <p className="col-start-1 flex items-center gap-2 text-xs text-muted md:col-start-auto md:w-56">
            <StateBadge noun="person" value={person.status} look="plain" />
            <span>
              known <RelativeTime at={person.createdAt} />
            </span>
          </p>
          <div className="col-start-2 row-start-1 md:col-start-auto md:row-start-auto">
            <Menu
              label={`What to do with ${person.name}`}
              trigger={
                <Button
                  variant="ghost"
                  square
                  aria-label={`What to do with ${person.name}`}
                  icon={<Ellipsis aria-hidden size={16} />}
                />
              }
            >
              {actsOn(person).map((kind) => (
                <MenuItem
                  key={kind}
                  danger={kind === 'disable'}
                  disabledReason={actRefusal(looker, kind, person)}
                  onSelect={() => onAct(kind, person)}
                >
                  {ACT_WORDS[kind].verb}…
                </MenuItem>
              ))}
            </Menu>
          </div>
        </li>
      ))}
    </ul>
  );
}
