'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { AGENTS_KEY, deleteIdentity, postIdentity } from '@/lib/agents/client';
import type { AgentOut } from '@/lib/agents/schema-views';
import { type Looker, refusalOf } from './rights';

export interface KnownIssuer {
  issuer: string;
  audiences: string[];
}

export interface IdentitiesPanelProps {
  agent: AgentOut;
  person: Looker;
  issuers: KnownIssuer[];
}

/** Whose tokens stand for the agent beside its keys: what an issuer says of a workload. */
export function IdentitiesPanel({ agent, person, issuers }: IdentitiesPanelProps) {
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: (id: string) => deleteIdentity(agent.id, id),
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  const live = agent.identities.filter(({ removedAt }) => removedAt === null);
  const refusal = refusalOf(person, 'agent.manage');
  const cannotAdd =
    issuers.length === 0
      ? 'No issuer is configured on this installation (WORKLOAD_ISSUERS).'
      : agent.status === 'revoked'
        ? 'It was revoked, for good.'
        : undefined;
  return (
    <Panel
      title="Workload identities"
      flush
      actions={
        <Button size="sm" disabledReason={refusal ?? cannotAdd} onClick={() => setAdding(true)}>
          Add
        </Button>
      }
    >
      {remove.error && (
        <Notice tone="bad" bar title="Nothing was changed" announced="alert">
          {sayError(remove.error)}
        </Notice>
      )}
      {live.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">None. It comes in by its keys alone.</p>
      ) : (
        <ul aria-label="Workload identities" className="divide-y divide-line">
          {live.map(({ id, issuer, subject, audience, createdAt }) => (
            <li key={id} className="flex flex-col gap-1 px-4 py-2.5 text-sm">
              <span className="font-mono text-xs break-all text-ink">
                <VisibleText text={subject} />
              </span>
              <span className="text-xs break-all text-muted">
                by <VisibleText text={issuer} />, for <VisibleText text={audience} />
              </span>
              <span className="text-xs text-muted">
                since <RelativeTime at={createdAt} />
              </span>
              <span>
                <Button
                  size="sm"
                  variant="danger-quiet"
                  disabledReason={refusal}
                  pending={remove.isPending && remove.variables === id}
                  aria-label={`Remove ${subject}`}
                  onClick={() => remove.mutate(id)}
                >
                  Remove
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAdding && <AddDialog agent={agent} issuers={issuers} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

const formId = 'add-identity';

interface AddDialogProps {
  agent: AgentOut;
  issuers: KnownIssuer[];
  onClose: () => void;
}

function AddDialog({ agent, issuers, onClose }: AddDialogProps) {
  const queries = useQueryClient();
  const [issuer, setIssuer] = useState(issuers[0]?.issuer ?? '');
  const audiences = issuers.find((each) => each.issuer === issuer)?.audiences ?? [];
  const [chosen, setChosen] = useState('');
  const [subject, setSubject] = useState('');
  const [isMissing, setMissing] = useState(false);
  const audience = audiences.includes(chosen) ? chosen : (audiences[0] ?? '');
  const add = useMutation({
    mutationFn: () => postIdentity(agent.id, { issuer, subject: subject.trim(), audience }),
    onSuccess: onClose,
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(subject.trim() === '');
    if (subject.trim() && !add.isPending) add.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a workload identity"
      description="Tokens of this issuer, for this subject and audience, will let the agent in."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={add.isPending}>
            Add
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Issuer">
          {(control) => (
            <Select
              {...control}
              value={issuer}
              options={issuers.map((each) => ({ value: each.issuer, label: each.issuer }))}
              onChange={(event) => setIssuer(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Subject"
          hint="As the issuer writes it: system:serviceaccount:NAMESPACE:NAME, spiffe://…, a client’s id."
          error={isMissing && !subject.trim() ? 'Say whose tokens.' : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={subject}
              maxLength={500}
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => setSubject(event.target.value)}
            />
          )}
        </Field>
        <Field label="Audience">
          {(control) => (
            <Select
              {...control}
              value={audience}
              options={audiences.map((each) => ({ value: each, label: each }))}
              onChange={(event) => setChosen(event.target.value)}
            />
          )}
        </Field>
        {add.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(add.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
