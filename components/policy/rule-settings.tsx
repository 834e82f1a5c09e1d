import type { Dispatch } from 'react';
import { type Setting, SETTINGS } from '@/lib/policies/schema';
import { SETTING_NAMES } from '@/lib/policies/words';
import { AddMenu } from './add-menu';
import type { DraftRule, Faults } from './draft';
import type { Edit } from './draft-edits';
import { Fault } from './part-fault';
import { Removable } from './removable';
import { SettingField } from './setting-field';

export interface RulePartProps {
  rule: DraftRule;
  /** What the rule is called, to tell two rules’ fields apart. */
  called: string;
  /** Its place in the document. */
  path: string;
  faults: Faults;
  edit: Dispatch<Edit>;
}

/** What a setting is when a rule begins to give it: the strictest of a few, or a small number. */
const FRESH: Record<Setting, string | boolean> = {
  mode: 'propose',
  evidenceHold: 'person',
  commitmentHold: 'person',
  releaser: 'assigned-commander',
  checkpointTtlMs: '15',
  wallClockMs: '60',
  toolCalls: '500',
  evidenceItems: '1000',
  repeatedQueries: '10',
  driftThreshold: '50',
  approvals: '2',
  coSigner: 'commander',
  separationOfDuties: true,
  stepUpFrom: 'low',
  actionTtlMs: '15',
  grantTtlMs: '60',
  escalateMs: '2',
  escalateToAdminsMs: '5',
};

/** What a rule asks for; whatever it leaves open is the base’s and other rules’. */
export function RuleSettings({ rule, called, path, faults, edit }: RulePartProps) {
  const { id, set } = rule;
  const given = SETTINGS.filter((setting) => set[setting] !== undefined);
  const left = SETTINGS.filter((setting) => set[setting] === undefined);
  const fault = faults.get(`${path}.set`);
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 text-xs font-medium text-muted">
        Then at least this holds{given.length === 0 && ': nothing yet'}
      </legend>
      {given.map((setting) => (
        <Removable
          key={setting}
          label={`${SETTING_NAMES[setting]} in ${called}`}
          onRemove={() => edit({ do: 'unset-in-rule', id, setting })}
        >
          <SettingField
            setting={setting}
            of={`in ${called}`}
            value={set[setting]}
            error={faults.get(`${path}.set.${setting}`)}
            onChange={(value) => edit({ do: 'set-in-rule', id, setting, value })}
          />
        </Removable>
      ))}
      {fault && <Fault>Add what it tightens.</Fault>}
      <div>
        <AddMenu
          label="Add what it tightens"
          options={left.map((value) => ({ value, label: SETTING_NAMES[value] }))}
          onAdd={(setting) => edit({ do: 'set-in-rule', id, setting, value: FRESH[setting] })}
        />
      </div>
    </fieldset>
  );
}
