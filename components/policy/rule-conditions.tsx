import { AddMenu } from './add-menu';
import { CONDITION_NAMES, ConditionField, CONDITIONS, FRESH } from './condition-field';
import type { ConditionKey } from './draft';
import { Fault } from './part-fault';
import { Removable } from './removable';
import type { RulePartProps } from './rule-settings';

/** When a rule holds: every condition that it names must be met. */
export function RuleConditions({ rule, called, path, faults, edit }: RulePartProps) {
  const { id, when } = rule;
  const given = CONDITIONS.filter((condition) => when[condition] !== undefined);
  const left = CONDITIONS.filter((condition) => when[condition] === undefined);
  const fault = faults.get(`${path}.when`);
  const faultOf = (condition: ConditionKey) =>
    [...faults].find(([at]) => at.startsWith(`${path}.when.${condition}`))?.[1];
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 text-xs font-medium text-muted">
        When all of this is so{given.length === 0 && ': nothing yet'}
      </legend>
      {given.map((condition) => (
        <Removable
          key={condition}
          label={`${CONDITION_NAMES[condition]} in ${called}`}
          onRemove={() => edit({ do: 'drop-condition', id, condition })}
        >
          <ConditionField
            condition={condition}
            when={when}
            of={`in ${called}`}
            error={faultOf(condition)}
            onChange={(changed) => edit({ do: 'put-condition', id, when: changed })}
          />
        </Removable>
      ))}
      {fault && <Fault>Add a condition. What holds for everything belongs above.</Fault>}
      <div>
        <AddMenu
          label="Add a condition"
          options={left.map((value) => ({ value, label: CONDITION_NAMES[value] }))}
          onAdd={(condition) =>
            edit({ do: 'put-condition', id, when: { [condition]: FRESH[condition] } })
          }
        />
      </div>
    </fieldset>
  );
}
