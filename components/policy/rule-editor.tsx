import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState, type Dispatch } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { type DraftRule, type Faults, readableRule } from './draft';
import type { Edit } from './draft-edits';
import { RuleConditions } from './rule-conditions';
import { RuleReading } from './rule-reading';
import { type RulePartProps, RuleSettings } from './rule-settings';

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
  const isFaulty = [...faults.keys()].some((at) => at.startsWith(`${path}.`));
  // A rule that is being made, or that has a fault, is not folded away.
  const [wantsOpen, setOpen] = useState(isFaulty);
  const isOpen = wantsOpen || isFaulty;
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
          <Button
            size="sm"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Done with' : 'Change'} ${called}`}
            disabledReason={isFaulty ? 'It has a fault; mend it first.' : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Done' : 'Change'}
          </Button>
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
      {isOpen ? (
        <RuleForm rule={rule} called={called} path={path} faults={faults} edit={edit} />
      ) : (
        <Readable rule={rule} isNamed />
      )}
    </Panel>
  );
}

function RuleForm({ rule, called, path, faults, edit }: RulePartProps) {
  const { id } = rule;
  return (
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
      <Notice title="Reads as">
        <Readable rule={rule} />
      </Notice>
    </div>
  );
}

/** How the rule reads as it stands, or that part of it cannot be read yet. */
function Readable({ rule, isNamed = false }: { rule: DraftRule; isNamed?: boolean }) {
  const readable = readableRule(rule);
  if (!readable) return <p className="text-sm text-muted">Not whole yet.</p>;
  return (
    <>
      {isNamed && (
        <p className="mb-0.5 text-sm font-medium [overflow-wrap:anywhere] text-ink">
          <VisibleText text={rule.name} />
        </p>
      )}
      <RuleReading rule={readable} />
    </>
  );
}
