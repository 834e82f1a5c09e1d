'use client';

import { useQuery } from '@tanstack/react-query';
import { Snowflake } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { postFreeze } from '@/lib/freeze/client';
import { callApi } from '@/lib/http/call-api';
import { EVERYTHING, frozenName } from './freeze-words';
import { useFreezes } from './freezes';
import { useFreezeAct } from './use-freeze-act';

const formId = 'freeze';
const listed = 200;

/** The names that can be frozen, of those who may freeze any. Checked by hand, as the frame is. */
const namesQuery = {
  queryKey: ['services', 'names'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    callApi(`/services?limit=${listed}`, {
      parse: (answer): string[] => {
        const { items }: { items?: unknown } = Object(answer);
        const rows: unknown[] = Array.isArray(items) ? items : [];
        return rows.flatMap((row) => {
          const { name }: { name?: unknown } = Object(row);
          return typeof name === 'string' ? [name] : [];
        });
      },
      signal,
    }),
};

/** Asks what to freeze and why, says what will happen, and does it at one press. */
export default function FreezeDialog({ onClose }: { onClose: () => void }) {
  const { freezable, active } = useFreezes();
  const isAll = freezable === '*';
  const [reach, setReach] = useState<'everything' | 'service'>(isAll ? 'everything' : 'service');
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const known = useQuery({ ...namesQuery, enabled: isAll && reach === 'service' });
  const names = isAll ? (known.data ?? []) : freezable;
  const service =
    reach === 'everything' ? EVERYTHING : chosen || (names.length === 1 ? names[0] : '');
  const standing = active.find((each) => each.service === service);
  const freeze = useFreezeAct(
    (input: { service: string; reason: string }) => postFreeze(input.service, input.reason),
    onClose,
  );
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A frame later than the dialog's own, which would leave it on the Close button.
    const frame = requestAnimationFrame(() => form.current?.querySelector('textarea')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!service || !reason.trim() || freeze.isPending) return;
    freeze.mutate({ service, reason: reason.trim() });
  };
  const act = reach === 'everything' ? 'Freeze everything' : `Freeze ${service || 'this service'}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Freeze"
      description="For when agents must stop at once. Lifting it takes two people."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            icon={<Snowflake aria-hidden size={14} />}
            pending={freeze.isPending}
            pendingLabel="Freezing…"
          >
            <VisibleText text={act} />
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {isAll && (
          <Choice
            label="What to freeze"
            look="chips"
            value={reach}
            onValueChange={setReach}
            options={[
              { value: 'everything', label: 'Everything' },
              { value: 'service', label: 'One service' },
            ]}
          />
        )}
        {reach === 'service' && (
          <Field
            label="Service"
            hint="Reaches the runs on this service and the changes that target it; what only depends on it goes on."
            error={isTried && !service ? 'Choose the service to freeze.' : undefined}
          >
            {(control) => (
              <Select
                {...control}
                value={service ?? ''}
                onChange={(event) => setChosen(event.target.value)}
                options={[
                  ...(names.length === 1 && !isAll ? [] : [{ value: '', label: 'Choose…' }]),
                  ...names.map((name) => ({ value: name, label: name })),
                ]}
              />
            )}
          </Field>
        )}
        <ul className="list-disc space-y-0.5 pl-5 text-sm text-muted">
          <li>Agents pause, and are told by whom and why.</li>
          <li>What was signed and not yet carried out is void.</li>
          <li>Nothing begins, goes on, is signed or carried out until it is lifted.</li>
          <li>A change that is being carried out now cannot be recalled.</li>
        </ul>
        <ReasonField label="Why" value={reason} isTried={isTried} onChange={setReason} />
        {standing && (
          <Notice>
            <VisibleText
              text={`${frozenName(standing.service)} is frozen already, by ${standing.setBy.name}.`}
            />
          </Notice>
        )}
        {known.isError && reach === 'service' && (
          <Notice tone="bad" title="The services could not be listed" announced="alert">
            {sayError(known.error)}
          </Notice>
        )}
        {freeze.isError && (
          <Notice tone="bad" title="Nothing was frozen" announced="alert">
            {sayError(freeze.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
