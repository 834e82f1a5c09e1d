'use client';

import { useQuery } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Badge } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { readinessQuery } from '@/lib/passkeys/client';
import type { Readiness } from '@/lib/passkeys/output';

const FROM: Record<Readiness['asksFrom'], string> = {
  never: 'The policy asks for a passkey nowhere.',
  critical: 'The policy asks for a passkey with each signature on a change of critical risk.',
  high: 'The policy asks for a passkey with each signature on a change of high or critical risk.',
  medium: 'The policy asks for a passkey with each signature from medium risk on.',
  low: 'The policy asks for a passkey with each signature.',
};

const sayServices = (services: string[]): string =>
  services.includes('*') ? 'every service' : services.join(', ');

/** Which approvers could not sign what needs a passkey, told before anybody waits for them. */
export function ReadinessPanel({ initial }: { initial: Readiness }) {
  const { data, isError, error } = useQuery({ ...readinessQuery, initialData: initial });
  const { lacking, approvers, asksFrom } = data;
  const isNeeded = asksFrom !== 'never' && lacking.length > 0;
  return (
    <Panel
      title="Approvers without a passkey"
      aria-label="Approvers without a passkey"
      aside={
        <Badge tone={isNeeded ? 'waiting' : 'quiet'}>
          {lacking.length} of {approvers}
        </Badge>
      }
    >
      {isError && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(error)}
        </Notice>
      )}
      <p className="text-sm text-muted">
        {FROM[asksFrom]} {lacking.length > 0 && 'These people could not sign there:'}
      </p>
      {lacking.length === 0 ? (
        <p className="mt-2 flex items-center gap-2 text-sm text-ink">
          <Fingerprint aria-hidden size={16} className="shrink-0 text-muted" />
          {approvers === 0 ? 'Nobody is an approver yet.' : 'Every approver has one.'}
        </p>
      ) : (
        <ul aria-label="Approvers without a passkey" className="mt-3 flex flex-col gap-1.5">
          {lacking.map(({ id, name, services, isSuspected }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-2 text-sm">
              <span className="min-w-0 font-medium break-words text-ink">
                <VisibleText text={name} />
              </span>
              <span className="text-muted">
                for <VisibleText text={sayServices(services)} />
              </span>
              {isSuspected && <Badge tone="bad">theirs signs nothing</Badge>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
