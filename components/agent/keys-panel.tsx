'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { useClock } from '@/components/time/clock';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import type { Tone } from '@/components/ui/tone';
import { AGENTS_KEY, deleteKey, postKey } from '@/lib/agents/client';
import type { AgentOut } from '@/lib/agents/schema-views';
import { keyState } from './agent-standing';
import { type Looker, refusalOf } from './rights';
import { RotateDialog } from './rotate-dialog';
import { ShownKeyDialog } from './shown-key-dialog';

type AgentKey = AgentOut['keys'][number];

const FACES: Record<ReturnType<typeof keyState>, { word: string; tone: Tone }> = {
  works: { word: 'Works', tone: 'good' },
  replaced: { word: 'Replaced, still works', tone: 'waiting' },
  ended: { word: 'Ended', tone: 'quiet' },
  revoked: { word: 'Revoked', tone: 'quiet' },
};

const MINUTE_MS = 60_000;

/** Keys as they stand: made, last used, ending; the key itself is shown once, as it is made. */
export function KeysPanel({ agent, person }: { agent: AgentOut; person: Looker }) {
  const queries = useQueryClient();
  const nowMs = useClock((ms) => Math.floor(ms / MINUTE_MS) * MINUTE_MS);
  const [shown, setShown] = useState<string>();
  const [rotating, setRotating] = useState<AgentKey>();
  const settled = () => void queries.invalidateQueries({ queryKey: AGENTS_KEY });
  const make = useMutation({
    mutationFn: () => postKey(agent.id, {}),
    onSuccess: ({ key }) => setShown(key),
    onSettled: settled,
  });
  const end = useMutation({
    mutationFn: (keyId: string) => deleteKey(agent.id, keyId),
    onSettled: settled,
  });
  const refusal =
    refusalOf(person, 'agent.manage') ??
    (agent.status === 'revoked' ? 'It was revoked, for good.' : undefined);
  const failed = make.error ?? end.error;
  return (
    <Panel
      title="Keys"
      flush
      actions={
        <Button
          size="sm"
          pending={make.isPending}
          disabledReason={refusal}
          onClick={() => make.mutate()}
        >
          New key
        </Button>
      }
    >
      {failed && (
        <Notice tone="bad" bar title="Nothing was changed" announced="alert">
          {sayError(failed)}
        </Notice>
      )}
      {agent.keys.length === 0 ? (
        <EmptyState icon={KeyRound} title="No key was made" level={3}>
          Without one, only a workload identity lets it in.
        </EmptyState>
      ) : (
        <ul aria-label="Keys" className="divide-y divide-line">
          {agent.keys.toReversed().map((key) => (
            <KeyLine
              key={key.id}
              agentKey={key}
              state={keyState(key, nowMs)}
              refusal={refusal}
              isEnding={end.isPending && end.variables === key.id}
              onRotate={() => setRotating(key)}
              onEnd={() => end.mutate(key.id)}
            />
          ))}
        </ul>
      )}
      {rotating && (
        <RotateDialog
          agent={agent}
          agentKey={rotating}
          onMade={setShown}
          onClose={() => setRotating(undefined)}
        />
      )}
      {shown && <ShownKeyDialog secret={shown} onClose={() => setShown(undefined)} />}
    </Panel>
  );
}

interface KeyLineProps {
  agentKey: AgentKey;
  state: ReturnType<typeof keyState>;
  refusal: string | undefined;
  isEnding: boolean;
  onRotate: () => void;
  onEnd: () => void;
}

function KeyLine({ agentKey, state, refusal, isEnding, onRotate, onEnd }: KeyLineProps) {
  const { id, createdAt, lastUsedAt, expiresAt } = agentKey;
  const { word, tone } = FACES[state];
  const isOver = state === 'ended' || state === 'revoked';
  return (
    <li className="flex flex-col gap-1.5 px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-mono text-xs break-all text-ink">{id}</span>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <span>
          made <RelativeTime at={createdAt} />
        </span>
        <span>
          {lastUsedAt ? (
            <>
              last used <RelativeTime at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
        </span>
        <span>
          {expiresAt ? (
            <>
              {isOver ? 'ended ' : 'ends '}
              <RelativeTime at={expiresAt} />
            </>
          ) : (
            'ends with its agent'
          )}
        </span>
      </p>
      {!isOver && (
        <div className="flex flex-wrap gap-2">
          {state === 'works' && (
            <Button
              size="sm"
              disabledReason={refusal}
              aria-label={`Rotate key ${id}`}
              onClick={onRotate}
            >
              Rotate
            </Button>
          )}
          <Button
            size="sm"
            variant="danger-quiet"
            pending={isEnding}
            disabledReason={refusal}
            aria-label={`Revoke key ${id}`}
            onClick={onEnd}
          >
            Revoke
          </Button>
        </div>
      )}
    </li>
  );
}
