import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { Dispatch } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import type { DraftRule, Faults } from './draft';
import { readableRule } from './draft';
import type { Edit } from './draft-edits';
import { RuleConditions } from './rule-conditions';
import { RuleReading } from './rule-reading';
import { RuleSettings } from './rule-settings';

export interface RuleEditorProps {
  rule: DraftRule;
  index: number;
  count: number;
  faults: Faults;
  edit: Dispatch<Edit>;
}

/** One rule: its name, when it holds, what it asks for, and how that reads. */
export function RuleEditor({ rule, index, count, faults, edit }: RuleEditorProps) {
  const { id } = rule;
  const path = `rules.${index}`;
  const called = rule.name.trim() || `rule ${index + 1}`;
  const readable = readableRule(rule);
  const move = (by: -1 | 1, word: string, Icon: typeof ArrowUp, isEnd: boolean) => (
    <Button
      square
      size="sm"
      variant="ghost"
      aria-label={`Move ${called} ${word}`}
      disabledReason={isEnd ? `It is ${by < 0 ? 'first' : 'last'} already.` : undefined}
      icon={<Icon aria-hidden size={14} />}
      onClick={() => edit({ do: 'move-rule', id, by })}
    />
  );
  return (
    <Panel
      aria-label={`Rule ${index + 1}: ${rule.name.trim() || 'no name yet'}`}
      title={`Rule ${index + 1}`}
      actions={
        <>
          {move(-1, 'up', ArrowUp, index === 0)}
          {move(1, 'down', ArrowDown, index === count - 1)}
          <Button
            square
            size="sm"
            variant="ghost"
            aria-label={`Remove ${called}`}
            icon={<Trash2 aria-hidden size={14} />}
            onClick={() => edit({ do: 'remove-rule', id })}
          />
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Field label="Name" error={faults.get(`${path}.name`) && 'Give it a name.'}>
          {(control) => (
            <Input
              {...control}
              value={rule.name}
              maxLength={120}
              onChange={(event) => edit({ do: 'name-rule', id, name: event.target.value })}
            />
          )}
        </Field>
        <RuleConditions rule={rule} called={called} path={path} faults={faults} edit={edit} />
        <RuleSettings rule={rule} called={called} path={path} faults={faults} edit={edit} />
        {readable && Object.keys(rule.set).length > 0 && (
          <Notice title="Reads as">
            <div className="mt-1">
              <RuleReading rule={readable} />
            </div>
          </Notice>
        )}
      </div>
    </Panel>
  );
}
