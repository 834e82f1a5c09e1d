'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { MultiChoice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { ShownOnceDialog } from '@/components/ui/shown-once-dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ApiProblem } from '@/lib/http/call-api';
import { postWebhook } from '@/lib/notices/client';
import { type MatterKind, matterKind } from '@/lib/notices/schema';
import { KIND_WORDS } from './notice-words';

const KINDS = matterKind.options.map((value) => ({ value, label: KIND_WORDS[value] }));

export interface AddWebhookDialogProps {
  onClose: () => void;
  onAdded: () => void;
}

const errorAt = (error: unknown, field: string): string | undefined =>
  error instanceof ApiProblem
    ? error.errors.find(({ path }) => path === field)?.message
    : undefined;

/** Where to post, of what; then the secret, this once. */
export function AddWebhookDialog({ onClose, onAdded }: AddWebhookDialogProps) {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [services, setServices] = useState('');
  const [kinds, setKinds] = useState<MatterKind[]>(matterKind.options);
  const add = useMutation({ mutationFn: postWebhook, onSuccess: onAdded });
  const submit = () => {
    const named = services
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    add.mutate({ name, url, services: named.length === 0 ? ['*'] : named, kinds });
  };
  if (add.data) return <SecretDialog secret={add.data.secret} onClose={onClose} />;
  const isKnown = ['name', 'url'].some((field) => errorAt(add.error, field));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a webhook"
      description="Each notice is posted there as JSON, signed as Standard Webhooks say."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={add.isPending}
            disabledReason={kinds.length === 0 ? 'Choose what it is told of.' : undefined}
            type="submit"
            form="add-webhook"
          >
            Add it
          </Button>
        </>
      }
    >
      <form
        id="add-webhook"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {add.isError && !isKnown && (
          <Notice tone="bad" title="Nothing was added" announced="alert">
            {sayError(add.error)}
          </Notice>
        )}
        <Field label="Name" error={errorAt(add.error, 'name')}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={120}
              placeholder="The pager of the night shift"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Address"
          hint="https, and on the public internet unless this installation allows a network."
          error={errorAt(add.error, 'url')}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              value={url}
              maxLength={2000}
              placeholder="https://"
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Services"
          optional
          hint="By name, with commas between. Every service where it is left empty."
        >
          {(control) => (
            <Input
              {...control}
              value={services}
              onChange={(event) => setServices(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="text-sm font-medium text-ink">
            Told of
          </span>
          <MultiChoice
            look="chips"
            label="Told of"
            options={KINDS}
            value={kinds}
            onValueChange={setKinds}
          />
        </div>
      </form>
    </Dialog>
  );
}

function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <ShownOnceDialog
      title="The secret that signs"
      description="It is shown this once. The receiver checks each post by it, and takes nothing else for ours."
      secret={secret}
      copyLabel="Copy the secret"
      onClose={onClose}
    />
  );
}
