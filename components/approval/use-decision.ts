'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { digestInBrowser, pickContents } from '@/components/action/pick-contents';
import { useSoon } from '@/components/action/use-soon';
import { whyFrozen } from '@/components/freeze/freeze-words';
import { useFrozen } from '@/components/freeze/freezes';
import { syncClock, useClock } from '@/components/time/clock';
import { useIsOver } from '@/components/time/countdown';
import { actionQuery, actionsKey, postDecision } from '@/lib/actions/client';
import { decisionView, type DecisionView } from '@/lib/actions/decision-view';
import type { ActionOut } from '@/lib/actions/output';
import type { ApiProblem } from '@/lib/http/call-api';
import { useLive } from '@/lib/live/client';
import { changedSections } from './changed-sections';
import { glassRight } from './glass-right';
import { signingRight } from './signing-right';

/** Without a fresh word from the server for this long, nobody signs. */
const unconfirmedMs = 30_000;
const gatherMs = 200;

/** Loaded when somebody signs, and not to read. */
const signer = () => import('@/lib/passkeys/sign-decision');

export interface DecisionInput {
  decision: 'approve' | 'reject';
  reason?: string;
  /** Signed with a passkey, whether the policy asks for one or the person chose to. */
  withPasskey?: boolean;
  /** With less than the policy asks for. */
  breakGlass?: true;
}

export interface DecisionSubject {
  initial: ActionOut;
  personId: string;
  hasPasskey: boolean;
  roleRefusal: string | undefined;
  signsAs: readonly string[];
  barred: string | undefined;
  /** The service that its investigation is about, which may be another than its target. */
  serviceOfRun: string;
}

/** One decision, live: what stands, what may be pressed and why not, and the pressing of it. */
export function useDecision({
  initial,
  personId,
  hasPasskey,
  roleRefusal,
  signsAs,
  barred,
  serviceOfRun,
}: DecisionSubject) {
  const queries = useQueryClient();
  const router = useRouter();
  const query = actionQuery(initial.id);
  // The server's rendering may be old by the time it is seen: the browser must ask for itself.
  const {
    data: action,
    dataUpdatedAt,
    isError,
    error,
    refetch,
  } = useQuery({
    ...query,
    initialData: initial,
    initialDataUpdatedAt: 0,
  });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: query.queryKey });
  }, gatherMs);
  useLive({
    onChange: ({ incidentId }) => {
      if (!incidentId || incidentId === action.incidentId) refresh();
    },
    onResumed: refresh,
  });

  // What has been recorded is past by the server's clock, which may be ahead of the page's.
  const { updatedAt } = action;
  useEffect(() => syncClock(updatedAt), [updatedAt]);

  // The versions came with the page.
  const { version } = action;
  useEffect(() => {
    if (version !== initial.version) router.refresh();
  }, [version, initial.version, router]);

  const isUnconfirmed = useClock(() => Date.now() - dataUpdatedAt > unconfirmedMs);
  const isOver = useIsOver(action.expiresAt);
  const isAuthentic = useIsAuthentic(action);
  const view = useMemo(() => decisionView(action), [action]);
  const frozen = useFrozen(action.target.service, serviceOfRun);
  const standing = {
    frozen: frozen && whyFrozen(frozen),
    action,
    personId,
    hasPasskey,
    roleRefusal,
    signsAs,
    barred,
    isOver,
    isUnconfirmed,
    isAuthentic,
  };
  const right = signingRight(standing);
  const glass = glassRight(standing);

  const [pressed, setPressed] = useState<DecisionView>();
  const decide = useMutation<ActionOut, ApiProblem, DecisionInput>({
    mutationFn: async ({ decision, reason, withPasskey = false, breakGlass }) => {
      const { id, version, digest } = action;
      const bound = { decision, version, digest, viewDigest: await digestInBrowser(view) };
      const assertion = withPasskey
        ? await (await signer()).signDecision({ person: personId, action: id, ...bound })
        : undefined;
      return postDecision(id, {
        ...bound,
        ...(reason ? { reason } : {}),
        ...(assertion ? { assertion } : {}),
        ...(breakGlass ? { breakGlass } : {}),
      });
    },
    onMutate: () => setPressed(view),
    onSuccess: (decided) => queries.setQueryData(query.queryKey, decided),
    // Whatever happened, what stands now is for the server to say.
    onSettled: () => {
      void refetch();
      void queries.invalidateQueries({ queryKey: actionsKey });
    },
  });
  return {
    action,
    view,
    right,
    glass,
    decide,
    isAuthentic,
    staleBecause: isError ? error : undefined,
    /** What the page shows now and did not at the last press. */
    changed: pressed ? changedSections(pressed, view) : [],
  };
}

/** Whether the contents that are shown hash to the digest that would be signed. */
function useIsAuthentic(action: ActionOut): boolean | undefined {
  const [checked, setChecked] = useState<{ action: ActionOut; holds: boolean }>();
  useEffect(() => {
    let isCurrent = true;
    digestInBrowser(pickContents(action)).then(
      (digest) => isCurrent && setChecked({ action, holds: digest === action.digest }),
      // Without cryptography (plain HTTP off localhost) nothing can be checked, so nothing is signed.
      () => isCurrent && setChecked({ action, holds: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [action]);
  // Structural sharing keeps the object while nothing in it changes.
  return checked?.action.digest === action.digest ? checked.holds : undefined;
}
