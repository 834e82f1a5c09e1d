'use client';

import { Snowflake } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { useCommand } from '@/components/shell/shortcuts';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { late } from '@/components/ui/late';
import { useAnnounce } from '@/components/ui/announcer';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { postLiftWithdrawal } from '@/lib/freeze/client';
import type { FreezeOut } from '@/lib/freeze/output';
import { frozenName, sayCounts } from './freeze-words';
import { mayFreeze, useFreezes } from './freezes';
import { useFreezeAct } from './use-freeze-act';
import { plainLine } from '@/lib/text/plain-line';

const LiftDialog = late(() => import('./lift-dialog'));

/** Across every page while anything is frozen: what, by whom, since when, why, and how it ends. */
export function FreezeBands() {
  const { active } = useFreezes();
  const router = useRouter();
  useFreezeNews(active);
  useCommand({ label: 'All freezes', group: 'Go to', run: () => router.push('/freezes') });
  if (active.length === 0) return null;
  return (
    <section aria-label="What is frozen">
      {active.map((freeze) => (
        <Band key={freeze.id} freeze={freeze} />
      ))}
    </section>
  );
}

function Band({ freeze }: { freeze: FreezeOut }) {
  const { service, setBy, setAt, reason, counts } = freeze;
  return (
    <Notice
      bar
      tone="waiting"
      icon={Snowflake}
      title={
        <>
          <VisibleText text={`${frozenName(service)} is frozen`} />
          <span className="font-normal text-muted">
            {', by '}
            <VisibleText text={setBy.name} /> <RelativeTime at={setAt} />
          </span>
        </>
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 max-w-[70ch] flex-1 basis-64">
          <p className="break-words">
            <ClampedText text={reason} limit={240} />
          </p>
          <p className="text-muted">
            {sayCounts(counts)}{' '}
            <Link
              href={`/freezes/${encodeURIComponent(freeze.id)}`}
              className="font-medium text-ink underline underline-offset-2 pointer-coarse:inline-block pointer-coarse:min-h-6"
            >
              What it holds
            </Link>
          </p>
        </div>
        <Lift freeze={freeze} />
      </div>
    </Notice>
  );
}

/** How it ends, and what this person can do about that. */
function Lift({ freeze }: { freeze: FreezeOut }) {
  const rights = useFreezes();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useFreezeAct((requestId: string) => postLiftWithdrawal(freeze.id, requestId));
  const { liftRequest } = freeze;
  const isMine = liftRequest?.by.id === rights.personId;
  const isTheirs = mayFreeze(rights, freeze.service);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
      {liftRequest && (
        <p className="min-w-0 max-w-[48ch] break-words">
          {isMine ? (
            'You asked to lift it; another person has to agree.'
          ) : (
            <ClampedText
              text={`${liftRequest.by.name} asks to lift it: ${liftRequest.reason}`}
              limit={160}
            />
          )}
        </p>
      )}
      {withdraw.isError && <p className="text-bad">{sayError(withdraw.error)}</p>}
      {!isTheirs ? (
        !liftRequest && <p className="text-muted">Lifting it takes two people.</p>
      ) : isMine ? (
        <Button
          size="sm"
          pending={withdraw.isPending}
          onClick={() => withdraw.mutate(liftRequest.id)}
        >
          Take it back
        </Button>
      ) : (
        <Button
          size="sm"
          variant={liftRequest ? 'primary' : 'secondary'}
          aria-haspopup="dialog"
          onClick={() => setAsking(true)}
        >
          {liftRequest ? 'Agree and lift…' : 'Lift (needs two people)…'}
        </Button>
      )}
      {isAsking && <LiftDialog freeze={freeze} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Says aloud what was newly frozen, what needs a second person, and what was lifted. */
function useFreezeNews(active: FreezeOut[]): void {
  const announce = useAnnounce();
  const toast = useToast();
  const rights = useFreezes();
  const known = useRef(active);
  useEffect(() => {
    const before = known.current;
    known.current = active;
    for (const freeze of active) {
      const old = before.find(({ id }) => id === freeze.id);
      const name = frozenName(freeze.service);
      if (!old) announce(`${name} was frozen by ${freeze.setBy.name}`);
      const { liftRequest } = freeze;
      const isNew = old && liftRequest && liftRequest.id !== old.liftRequest?.id;
      if (!isNew || liftRequest.by.id === rights.personId) continue;
      if (!mayFreeze(rights, freeze.service)) continue;
      announce(
        `Your decision is needed: ${liftRequest.by.name} asks to lift a freeze`,
        'assertive',
      );
    }
    for (const { id, service } of before) {
      if (active.some((freeze) => freeze.id === id)) continue;
      toast({
        tone: 'quiet',
        title: plainLine(`${frozenName(service)}: the freeze was lifted`),
        detail: 'What it paused stays paused until a commander resumes it.',
      });
    }
  }, [active, announce, toast, rights]);
}
