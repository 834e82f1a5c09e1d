'use client';

import Link from 'next/link';
import { useState } from 'react';
import { controlFace } from '@/components/directive/control-words';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Fact, Facts, Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import type { AgentOut } from '@/lib/agents/schema-views';
import { kindWord } from './agent-line';
import { agentState } from './agent-standing';
import { ChangeAgentDialog } from './change-agent-dialog';
import { ChangeScopeDialog } from './change-scope-dialog';
import { type Looker, refusalOf } from './rights';
import { scopeWords } from './scope-words';

/** Who it is, whose, on what, how far and until when. */
export function AgentFacts({ agent, person }: { agent: AgentOut; person: Looker }) {
  const [isChanging, setChanging] = useState(false);
  const [isRescoping, setRescoping] = useState(false);
  const isRevoked = agent.status === 'revoked' ? 'It was revoked, for good.' : undefined;
  const refusal = refusalOf(person, 'agent.manage') ?? isRevoked;
  return (
    <Panel
      title="Identity"
      actions={
        <>
          <Button size="sm" disabledReason={refusal} onClick={() => setRescoping(true)}>
            Change scope
          </Button>
          <Button size="sm" disabledReason={refusal} onClick={() => setChanging(true)}>
            Change
          </Button>
        </>
      }
    >
      <Facts>
        <Fact label="Standing">
          <span className="flex flex-wrap gap-1.5">
            <StateBadge noun="agent" value={agentState(agent)} />
            <Badge>{kindWord(agent)}</Badge>
          </span>
        </Fact>
        {agent.kind === 'agent' && (
          <Fact label="Can be held">
            <StateBadge noun="control" value={controlFace(agent.controlLevel)} />
          </Fact>
        )}
        <Fact label="Owner">
          <VisibleText text={agent.ownerName} />
          {agent.ownerStatus !== 'active' && (
            <span className="text-waiting">, {agent.ownerStatus}</span>
          )}
        </Fact>
        {agent.parentId && (
          <Fact label="Delegated by">
            <Link
              href={`/agents/${agent.parentId}`}
              prefetch={false}
              className="underline underline-offset-2"
            >
              <VisibleText text={agent.parentName ?? agent.parentId} />
            </Link>
          </Fact>
        )}
        <Fact label="Runs on">
          {agent.runtime ? (
            <VisibleText text={agent.runtime} />
          ) : (
            <span className="text-faint">not stated</span>
          )}
        </Fact>
        <Fact label={agent.isExpired ? 'Ended' : 'Ends'}>
          <RelativeTime at={agent.expiresAt} focusable />
        </Fact>
        <Fact label="Made">{utcFull(agent.createdAt)}</Fact>
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
        <Fact label="Id">
          <span className="font-mono text-xs break-all">{agent.id}</span>
        </Fact>
      </Facts>
      {isChanging && <ChangeAgentDialog agent={agent} onClose={() => setChanging(false)} />}
      {isRescoping && <ChangeScopeDialog agent={agent} onClose={() => setRescoping(false)} />}
    </Panel>
  );
}
