'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { policiesKey, postVersionAct, type VersionAct, versionQuery } from '@/lib/policies/client';
import type { PolicyVersionOut } from '@/lib/policies/views';
import { VersionReasonDialog } from './version-reason-dialog';
import { type Looker, versionRight } from './version-right';

export interface VersionDecisionProps {
  version: PolicyVersionOut;
  person: Looker;
}

/** Adopt or decline, by a second person; withdraw, by the first. Never optimistic. */
export function VersionDecision({ version, person }: VersionDecisionProps) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'adopt' | 'decline'>();
  const right = versionRight(version, person);
  const act = useMutation({
    mutationFn: (what: VersionAct) => postVersionAct(version.version, what),
    onSuccess: (decided) => queries.setQueryData(versionQuery(version.version).queryKey, decided),
    // Whatever happened, what stands now is for the server to say.
    onSettled: () => void queries.invalidateQueries({ queryKey: policiesKey }),
  });
  const { digest } = version;
  const decide = (reason: string) => {
    setAsking(undefined);
    if (asking === 'decline') act.mutate({ act: 'decline', body: { digest, reason } });
    else act.mutate({ act: 'adopt', body: { digest, ...(reason ? { reason } : {}) } });
  };
  const pendingOn = (what: VersionAct['act']) => act.isPending && act.variables.act === what;
  return (
    <Panel title="Your decision" tone="waiting">
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">
          A change of policy takes two people. Adopting it puts exactly this version in force: what
          runs already is held to it where it is the stricter.
        </p>
        <div className="flex flex-wrap items-start gap-2">
          <Button
            size="lg"
            variant="approve"
            pending={pendingOn('adopt')}
            disabledReason={right.adopt}
            onClick={() => setAsking('adopt')}
          >
            Adopt version {version.version}
          </Button>
          <Button
            size="lg"
            variant="danger-quiet"
            pending={pendingOn('decline')}
            disabledReason={right.decline}
            onClick={() => setAsking('decline')}
          >
            Decline
          </Button>
          {right.isProposer && (
            <Button
              size="lg"
              pending={pendingOn('withdraw')}
              onClick={() => act.mutate({ act: 'withdraw', body: {} })}
            >
              Withdraw
            </Button>
          )}
        </div>
        {right.isProposer && (
          <p className="text-sm text-muted pointer-coarse:hidden">{right.adopt}</p>
        )}
        {act.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(act.error)}
          </Notice>
        )}
      </div>
      {asking && (
        <VersionReasonDialog
          key={asking}
          act={asking}
          version={version.version}
          onClose={() => setAsking(undefined)}
          onDecide={decide}
        />
      )}
    </Panel>
  );
}
