'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Field, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { actionQuery, postSettlement } from '@/lib/actions/client';

type Settled = 'succeeded' | 'failed';

const outcomes: { value: Settled; label: string }[] = [
  { value: 'succeeded', label: 'It was carried out' },
  { value: 'failed', label: 'It was not, or only in part' },
];

export interface SettlePanelProps {
  actionId: string;
  refusal: string | undefined;
}

/** The executor went silent: a person looks at the target and says how it ended. */
export function SettlePanel({ actionId, refusal }: SettlePanelProps) {
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Settled>();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const settle = useMutation({
    mutationFn: (input: { outcome: Settled; reason: string }) => postSettlement(actionId, input),
    onSuccess: (settled) => queries.setQueryData(actionQuery(actionId).queryKey, settled),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const said = reason.trim();
    if (outcome && said && !settle.isPending) settle.mutate({ outcome, reason: said });
  };
  return (
    <Panel title="How did it end?" tone="waiting">
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <p className="text-sm text-muted">
          The executor stopped reporting, and it is never run again by itself. Look at the target,
          then say what you found.
        </p>
        <Choice<Settled>
          label="How it ended"
          look="chips"
          value={outcome}
          options={outcomes}
          onValueChange={setOutcome}
        />
        {isTried && !outcome && (
          <p className="text-xs font-medium text-bad">Choose one of the two.</p>
        )}
        <Field
          label="What you found"
          error={isTried && reason.trim() === '' ? 'Say how you know.' : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={4000}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {settle.isError && (
          <Notice tone="bad" title="Not recorded" announced="alert">
            {sayError(settle.error)}
          </Notice>
        )}
        <div>
          <Button
            type="submit"
            size="lg"
            variant="primary"
            pending={settle.isPending}
            disabledReason={refusal}
          >
            Settle it
          </Button>
        </div>
      </form>
    </Panel>
  );
}
