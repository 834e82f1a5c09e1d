import type { Dispatch } from 'react';
import { Panel } from '@/components/ui/panel';
import type { Setting } from '@/lib/policies/schema';
import type { DraftSettings, Faults } from './draft';
import type { Edit } from './draft-edits';
import { SettingField } from './setting-field';

const GROUPS: { title: string; settings: Setting[]; isWide?: true }[] = [
  { title: 'Agents', settings: ['mode'], isWide: true },
  {
    title: 'Stop points',
    settings: ['evidenceHold', 'commitmentHold', 'releaser'],
    isWide: true,
  },
  {
    title: 'What an investigation may use before it is made to stop',
    settings: [
      'wallClockMs',
      'toolCalls',
      'evidenceItems',
      'repeatedQueries',
      'driftThreshold',
      'checkpointTtlMs',
    ],
  },
  { title: 'Who signs', settings: ['coSigner', 'separationOfDuties', 'stepUpFrom'], isWide: true },
  {
    title: 'How many sign, and how long they have',
    settings: ['approvals', 'actionTtlMs', 'grantTtlMs'],
  },
  {
    title: 'Who is told next of what nobody decided',
    settings: ['escalateMs', 'escalateToAdminsMs'],
  },
];

export interface BaseEditorProps {
  base: DraftSettings;
  faults: Faults;
  edit: Dispatch<Edit>;
}

/** What holds for everything: each setting has a value. */
export function BaseEditor({ base, faults, edit }: BaseEditorProps) {
  return (
    <Panel title="Everything">
      <p className="mb-4 text-sm text-muted">
        The most that anything is ever let do. Rules can only tighten it.
      </p>
      <div className="flex flex-col gap-6">
        {GROUPS.map(({ title, settings, isWide }) => (
          <fieldset key={title} className="min-w-0">
            <legend className="mb-2 text-xs font-medium text-muted">{title}</legend>
            <div
              className={isWide ? 'flex flex-col gap-4' : 'grid grid-cols-1 gap-4 sm:grid-cols-3'}
            >
              {settings.map((setting) => (
                <SettingField
                  key={setting}
                  setting={setting}
                  of="for everything"
                  value={base[setting]}
                  error={faults.get(`base.${setting}`)}
                  onChange={(value) => edit({ do: 'set-base', setting, value })}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </Panel>
  );
}
