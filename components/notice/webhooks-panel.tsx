'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Webhook } from 'lucide-react';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { deleteWebhook, patchWebhook, postWebhookTest, webhooksQuery } from '@/lib/notices/client';
import { matterKind } from '@/lib/notices/schema';
import type { WebhookOut } from '@/lib/notices/schema-targets';
import { AddWebhookDialog } from './add-webhook-dialog';
import { sayAnswer } from './answer-words';
import { KIND_WORDS } from './notice-words';

export interface WebhooksPanelProps {
  initial: { items: WebhookOut[] };
  refusal: string | undefined;
}

/** Where notices are posted: a pager, a chat. */
export function WebhooksPanel({ initial, refusal }: WebhooksPanelProps) {
  const queries = useQueryClient();
  const webhooks = useQuery({ ...webhooksQuery, initialData: initial });
  const [isAdding, setAdding] = useState(false);
  const onSettled = () => void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const test = useMutation({ mutationFn: postWebhookTest, onSettled });
  const remove = useMutation({ mutationFn: deleteWebhook, onSettled });
  const turn = useMutation({
    mutationFn: ({ id, state }: { id: string; state: 'active' | 'paused' }) =>
      patchWebhook(id, { state }),
    onSettled,
  });
  const failed = test.error ?? remove.error ?? turn.error;
  const { items } = webhooks.data;
  return (
    <Panel
      title="Webhooks"
      flush
      actions={
        <Button size="sm" disabledReason={refusal} onClick={() => setAdding(true)}>
          Add a webhook
        </Button>
      }
    >
      {failed && (
        <Notice tone="bad" bar title="That did not work" announced="alert">
          {sayError(failed)}
        </Notice>
      )}
      {items.length === 0 ? (
        <EmptyState icon={Webhook} level={3} title="Notices go to people’s devices alone">
          A pager or a chat takes them by a signed webhook, so that somebody is woken even where
          nobody has a device.
        </EmptyState>
      ) : (
        <ul aria-label="Webhooks" className="divide-y divide-line">
          {items.map((webhook) => (
            <WebhookLine
              key={webhook.id}
              webhook={webhook}
              refusal={refusal}
              isTesting={test.isPending && test.variables === webhook.id}
              isTurning={turn.isPending && turn.variables.id === webhook.id}
              isRemoving={remove.isPending && remove.variables === webhook.id}
              onTest={() => test.mutate(webhook.id)}
              onTurn={(state) => turn.mutate({ id: webhook.id, state })}
              onRemove={() => remove.mutate(webhook.id)}
            />
          ))}
        </ul>
      )}
      {isAdding && <AddWebhookDialog onClose={() => setAdding(false)} onAdded={onSettled} />}
    </Panel>
  );
}

interface WebhookLineProps {
  webhook: WebhookOut;
  refusal: string | undefined;
  isTesting: boolean;
  isTurning: boolean;
  isRemoving: boolean;
  onTest: () => void;
  onTurn: (state: 'active' | 'paused') => void;
  onRemove: () => void;
}

const sayServices = (services: string[]): string =>
  services.includes('*') ? 'every service' : services.join(', ');

const sayKinds = (kinds: WebhookOut['kinds']): string =>
  kinds.length === matterKind.options.length
    ? 'everything'
    : kinds.map((kind) => KIND_WORDS[kind].toLowerCase()).join('; ');

function WebhookLine(props: WebhookLineProps) {
  const { webhook, refusal, isTesting, isTurning, isRemoving, onTest, onTurn, onRemove } = props;
  const { name, host, services, kinds, state, last } = webhook;
  const answer = last && sayAnswer(last);
  const isPaused = state === 'paused';
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium text-ink">
          <VisibleText text={name} />
          {isPaused && <Badge tone="waiting">Paused</Badge>}
          {answer && (
            <Badge tone={answer.tone} title={answer.detail}>
              {answer.word}
            </Badge>
          )}
        </p>
        <p className="text-xs break-words text-muted">
          {host}; <VisibleText text={sayServices(services)} />; {sayKinds(kinds)}
        </p>
        <p className="text-xs text-muted">
          {last && answer ? (
            <>
              last posted <RelativeTime at={last.at} />
              {answer.detail && `: ${answer.detail}`}
            </>
          ) : (
            'nothing posted yet'
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          pending={isTesting}
          disabledReason={refusal}
          aria-label={`Send a test to ${name}`}
          onClick={onTest}
        >
          Send a test
        </Button>
        <Button
          size="sm"
          pending={isTurning}
          disabledReason={refusal}
          aria-label={`${isPaused ? 'Go on posting to' : 'Pause'} ${name}`}
          onClick={() => onTurn(isPaused ? 'active' : 'paused')}
        >
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
        <Button
          size="sm"
          variant="danger-quiet"
          pending={isRemoving}
          disabledReason={refusal}
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}
