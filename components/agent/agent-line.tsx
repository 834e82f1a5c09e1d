import { Bot, Cog } from 'lucide-react';
import Link from 'next/link';
import { controlFace } from '@/components/directive/control-words';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { useClock } from '@/components/time/clock';
import { Badge } from '@/components/ui/badge';
import { StateBadge } from '@/components/ui/state-badge';
import type { AgentOut } from '@/lib/agents/schema-views';
import { agentState, keyWords } from './agent-standing';
import { attentionOf } from './attention';
import { AttentionList } from './attention-list';

const MINUTE_MS = 60_000;

/** Says with whom an agent stopped, where that was not by itself. */
export function HeldWith({ agent }: { agent: AgentOut }) {
  if (!agent.heldBy || agent.status === 'revoked' || agent.isExpired) return null;
  return (
    <p className="text-sm break-words text-ink">
      Stopped with <VisibleText text={agent.heldBy.name} />, which{' '}
      {agent.heldBy.state === 'expired' ? 'has ended' : `was ${agent.heldBy.state}`}.
    </p>
  );
}

export const kindWord = ({ kind, parentId }: Pick<AgentOut, 'kind' | 'parentId'>): string =>
  kind === 'executor' ? 'Executor' : parentId ? 'Sub-agent' : 'Agent';

/** One governed identity in the registry: who it is, whose, how it stands and until when. */
export function AgentLine({ agent }: { agent: AgentOut }) {
  const nowMs = useClock((ms) => Math.floor(ms / MINUTE_MS) * MINUTE_MS);
  const Icon = agent.kind === 'executor' ? Cog : Bot;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon aria-hidden size={15} className="shrink-0 text-muted" />
        <Link
          href={`/agents/${agent.id}`}
          prefetch={false}
          className="inline-flex min-h-6 min-w-0 items-center font-semibold break-words text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:min-h-11"
        >
          <VisibleText text={agent.name} />
        </Link>
        <StateBadge noun="agent" value={agentState(agent)} />
        <Badge>{kindWord(agent)}</Badge>
        {agent.kind === 'agent' && (
          <StateBadge noun="control" value={controlFace(agent.controlLevel)} look="plain" />
        )}
      </div>
      <p className="text-sm break-words text-muted">
        <VisibleText text={agent.purpose} />
      </p>
      <HeldWith agent={agent} />
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-muted">
        <span>
          Owner{' '}
          <span className="text-ink">
            <VisibleText text={agent.ownerName} />
          </span>
        </span>
        <span>
          {agent.isExpired ? 'Ended ' : 'Ends '}
          <RelativeTime at={agent.expiresAt} />
        </span>
        <span>{keyWords(agent.keys, nowMs).text}</span>
      </p>
      <AttentionList items={attentionOf(agent, nowMs)} />
    </div>
  );
}
