'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { Panel } from '@/components/ui/panel';
import { actionsKey, postReview } from '@/lib/actions/client';
import type { ActionOut } from '@/lib/actions/output';
import type { ReviewInput } from '@/lib/actions/schema';

export interface ReviewPanelProps {
  action: ActionOut;
  personId: string;
  /** Why this person's role does not let them review; undefined where it does. */
  refusal: string | undefined;
}

const title = 'Review of the broken glass';

const WORDS: Record<ReviewInput['finding'], string> = {
  justified: 'It was right to',
  not_justified: 'It was not',
};

const FINDINGS: ReviewInput['finding'][] = ['justified', 'not_justified'];

/** Whether the glass had to be broken: asked until somebody else has said so, then what they said. */
export function ReviewPanel({ action, personId, refusal }: ReviewPanelProps) {
  const { review, decisions } = action;
  if (review) {
    return (
      <Panel title={title} aria-label={title}>
        <p className="text-sm text-ink">
          {WORDS[review.finding]}, says <VisibleText text={review.by.name} />{' '}
          <RelativeTime at={review.at} className="text-muted" />: “
          <VisibleText text={review.reason} />”
        </p>
      </Panel>
    );
  }
  const broke = decisions.some(({ by, brokeGlass }) => by.id === personId && brokeGlass !== null);
  const why = broke ? 'You broke the glass; somebody else reviews it.' : refusal;
  return (
    <Panel title={title} aria-label={title} tone="waiting">
      <ReviewForm actionId={action.id} refusal={why} />
    </Panel>
  );
}

function ReviewForm({ actionId, refusal }: { actionId: string; refusal: string | undefined }) {
  const queries = useQueryClient();
  const [finding, setFinding] = useState<ReviewInput['finding']>();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const post = useMutation({
    mutationFn: (input: ReviewInput) => postReview(actionId, input),
    onSettled: () => void queries.invalidateQueries({ queryKey: actionsKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (finding && reason.trim() && !post.isPending)
      post.mutate({ finding, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col items-start gap-4">
      <p className="text-sm text-muted">
        This was approved with less than the policy asks for. Did it have to be?
      </p>
      <Choice
        label="Did it have to be?"
        look="chips"
        options={FINDINGS.map((value) => ({ value, label: WORDS[value] }))}
        value={finding}
        onValueChange={setFinding}
      />
      {isTried && !finding && (
        <p role="alert" className="text-xs font-medium text-bad">
          Choose one.
        </p>
      )}
      <ReasonField
        label="Why"
        value={reason}
        isTried={isTried}
        maxLength={4000}
        onChange={setReason}
      />
      {post.isError && (
        <Notice tone="bad" title="Nothing was recorded" announced="alert">
          {sayError(post.error)}
        </Notice>
      )}
      <Button type="submit" variant="primary" pending={post.isPending} disabledReason={refusal}>
        Record the review
      </Button>
    </form>
  );
}
