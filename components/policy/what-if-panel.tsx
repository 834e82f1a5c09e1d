'use client';

import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { postEvaluation } from '@/lib/policies/client';
import type { PolicyDocument } from '@/lib/policies/schema';
import type { EvaluateInput } from '@/lib/policies/what-if-schema';
import { WhatIfAnswer } from './what-if-answer';
import { WhatIfFieldset } from './what-if-fieldset';
import { BLANK, whatIfInput, type WhatIfFaults } from './what-if-form';

export interface WhatIfPanelProps {
  /** Whose answer it is: the version in force, or a draft, which may not be sound yet. */
  of: 'in-force' | { draft: PolicyDocument | undefined };
}

/** What would happen if: a made-up case, what holds of it, and which rule says so. */
export function WhatIfPanel({ of }: WhatIfPanelProps) {
  const [fields, setFields] = useState(BLANK);
  const [faults, setFaults] = useState<WhatIfFaults>({});
  const ask = useMutation({
    mutationFn: (asked: EvaluateInput['case']) =>
      postEvaluation({
        case: asked,
        ...(of !== 'in-force' && of.draft ? { document: of.draft } : {}),
      }),
  });
  const isUnsound = of !== 'in-force' && !of.draft;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ask.isPending || isUnsound) return;
    const read = whatIfInput(fields);
    setFaults(read.faults);
    if (read.of) ask.mutate(read.of);
  };
  return (
    <Panel title="What would happen if…">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <WhatIfFieldset
          fields={fields}
          faults={faults}
          onChange={(part) => setFields((before) => ({ ...before, ...part }))}
        />
        <div>
          <Button
            type="submit"
            pending={ask.isPending}
            pendingLabel="Asking…"
            disabledReason={isUnsound ? 'The draft has faults; mend them first.' : undefined}
          >
            {of === 'in-force' ? 'Ask the policy' : 'Ask this draft'}
          </Button>
        </div>
        {ask.isError && (
          <Notice tone="bad" title="No answer" announced="alert">
            {sayError(ask.error)}
          </Notice>
        )}
      </form>
      <div aria-live="polite">{ask.data && <WhatIfAnswer answer={ask.data} />}</div>
    </Panel>
  );
}
