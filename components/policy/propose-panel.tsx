'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { policiesKey, postVersion } from '@/lib/policies/client';
import type { PolicyDocument } from '@/lib/policies/schema';
import { BackTestResult } from './back-test-result';
import { useBackTest } from './use-back-test';
import { versionHref } from './version-words';

export interface ProposePanelProps {
  /** Undefined while it has faults. */
  document: PolicyDocument | undefined;
  basedOn: number;
  isChanged: boolean;
  /** Why whoever looks may not propose; undefined where they may. */
  roleRefusal: string | undefined;
}

/** Tries the draft on the past, and then proposes it: nobody proposes what they have not seen. */
export function ProposePanel({ document, basedOn, isChanged, roleRefusal }: ProposePanelProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const [tried, setTried] = useState<PolicyDocument>();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const test = useBackTest(tried);
  const post = useMutation({
    mutationFn: postVersion,
    onSuccess: ({ version }) => {
      void queries.invalidateQueries({ queryKey: policiesKey });
      router.push(versionHref(version));
    },
  });
  const isTried = tried !== undefined && isSame(tried, document) && test.isSuccess;
  const fault = !document
    ? 'The draft has faults; mend them first.'
    : isChanged
      ? undefined
      : 'The draft changes nothing yet.';
  const refusal =
    roleRefusal ??
    fault ??
    (isTried ? undefined : 'Try it on the last 90 days first, as it stands now.');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const why = reason.trim();
    setMissing(why === '');
    if (refusal || !document || why === '' || post.isPending) return;
    post.mutate({ basedOn, document, reason: why });
  };
  return (
    <Panel title="Try it, then propose it">
      <div className="flex flex-col gap-4">
        <div>
          <Button
            pending={test.isFetching && !test.isFetchingNextPage}
            pendingLabel="Trying…"
            disabledReason={fault}
            onClick={() => setTried(document)}
          >
            Try it on the last 90 days
          </Button>
        </div>
        {tried && isSame(tried, document) && <BackTestResult test={test} />}
        <form onSubmit={submit} noValidate className="flex flex-col gap-3">
          <Field
            label="What is it for?"
            error={isMissing && reason.trim() === '' ? 'Say what it is for.' : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                value={reason}
                maxLength={2000}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button
              type="submit"
              variant="primary"
              size="lg"
              pending={post.isPending}
              disabledReason={refusal}
            >
              Propose it
            </Button>
          </div>
          <p className="text-xs text-muted">
            It holds for nothing until another admin, or an approver for every service, adopts it.
          </p>
        </form>
        {post.isError && (
          <Notice tone="bad" title="Not proposed" announced="alert">
            {sayError(post.error)}
          </Notice>
        )}
      </div>
    </Panel>
  );
}

const isSame = (one: PolicyDocument, other: PolicyDocument | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
