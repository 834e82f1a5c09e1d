'use client';

import { Bot, Cog } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Fact, Facts } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import type { StandingChange } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';
import { agentState, changesFor, changeWords, keyWords } from './agent-standing';
import { scopeWords } from './scope-words';

export interface AgentRowProps {
  agent: AgentOut;
  /** The agent it descends from, where that is known. */
  parentName: string | undefined;
  /** Why this person cannot change its standing. */
  refusal: string | undefined;
  onChange: (change: StandingChange) => void;
}

/** One governed identity: who it is, whose, what for, how far it may go and until when. */
export function AgentRow({ agent, parentName, refusal, onChange }: AgentRowProps) {
  const isExecutor = agent.kind === 'executor';
  const Icon = isExecutor ? Cog : Bot;
  const keys = keyWords(agent.keys);
  return (
    <li className="flex flex-col gap-3 px-4 py-4 [contain-intrinsic-size:auto_13rem] [content-visibility:auto]">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-semibold text-ink">
            <Icon aria-hidden size={16} className="shrink-0 text-muted" />
            <span className="min-w-0 break-words">
              <VisibleText text={agent.name} />
            </span>
            <StateBadge noun="agent" value={agentState(agent)} />
            <Badge>{isExecutor ? 'Executor' : agent.parentId ? 'Sub-agent' : 'Agent'}</Badge>
            {!isExecutor && <StateBadge noun="control" value="cooperative" />}
          </h2>
          <p className="mt-0.5 text-sm break-words text-muted">
            <VisibleText text={agent.purpose} />
          </p>
          {agent.statusReason && agent.status !== 'active' && (
            <p className="mt-0.5 text-sm break-words text-ink">
              {agent.status === 'revoked' ? 'Revoked: ' : 'Suspended: '}
              <VisibleText text={agent.statusReason} />
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {changesFor(agent).map((change) => (
            <Button
              key={change}
              size="sm"
              variant={change === 'revoke' ? 'danger-quiet' : 'secondary'}
              disabledReason={refusal}
              aria-label={`${changeWords[change].verb} ${agent.name}`}
              onClick={() => onChange(change)}
            >
              {changeWords[change].verb}
            </Button>
          ))}
        </div>
      </div>
      <div className="grid gap-x-8 gap-y-2 lg:grid-cols-2">
        <Facts className="content-start">
          <Fact label="Scope, declared">
            <ul>
              {scopeWords(agent.scope).map(({ label, text }) => (
                <li key={label} className="break-words">
                  <span className="text-faint">{label} </span>
                  <VisibleText text={text} />
                </li>
              ))}
            </ul>
          </Fact>
        </Facts>
        <Facts className="content-start">
          <Fact label="Owner">
            <VisibleText text={agent.ownerName} />
          </Fact>
          {agent.parentId && (
            <Fact label="Delegated by">
              <VisibleText text={parentName ?? agent.parentId} />
            </Fact>
          )}
          <Fact label={agent.isExpired ? 'Expired' : 'Expires'}>
            <RelativeTime at={agent.expiresAt} focusable />
          </Fact>
          <Fact label="Keys">
            {keys.text}
            {keys.newestAt && (
              <span className="text-muted">
                , the newest made <RelativeTime at={keys.newestAt} />
              </span>
            )}
          </Fact>
        </Facts>
      </div>
    </li>
  );
}
