'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BellRing, Smartphone } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Loading } from '@/components/ui/skeleton';
import { deleteDevice, devicesQuery, postDevice, postDeviceTest } from '@/lib/notices/client';
import type { DeviceOut } from '@/lib/notices/schema-targets';
import { sayAnswer } from './answer-words';
import { deviceSupport, type Support } from './device-support';
import { NotEnrolled, subscribe } from './subscribe';

const sayWhy = (error: unknown): string =>
  error instanceof NotEnrolled ? error.message : sayError(error);

/** On which devices a person is woken; each is enrolled from its own browser. */
export default function DevicesPanel() {
  const queries = useQueryClient();
  const devices = useQuery(devicesQuery);
  // Known in the browser alone: this panel is never rendered on the server.
  const [support, setSupport] = useState(deviceSupport);
  const settled = () => void queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
  const enrol = useMutation({
    mutationFn: async (publicKey: string) => postDevice(await subscribe(publicKey)),
    onSettled: () => {
      setSupport(deviceSupport());
      settled();
    },
  });
  const remove = useMutation({ mutationFn: deleteDevice, onSettled: settled });
  const test = useMutation({ mutationFn: postDeviceTest, onSettled: settled });
  const publicKey = devices.data?.publicKey ?? null;
  const failed = enrol.error ?? remove.error ?? test.error;
  const items = devices.data?.items ?? [];
  return (
    <Panel
      title="Notifications"
      flush
      actions={
        <Button
          size="sm"
          variant="primary"
          icon={<BellRing aria-hidden size={14} />}
          pending={enrol.isPending}
          pendingLabel="Asking the browser…"
          disabledReason={whyNotEnrol(support, publicKey, devices.isSuccess)}
          onClick={() => publicKey && enrol.mutate(publicKey)}
        >
          Notify me on this device
        </Button>
      }
    >
      <p className="border-b border-line px-4 py-3 text-sm text-muted">
        What waits on you is told at once on each of these devices. A notification opens the page
        and never decides.{' '}
        <Link href="/notices" className="font-medium text-ink underline underline-offset-2">
          Who was told of what
        </Link>{' '}
        is on record.
      </p>
      {failed && (
        <Notice tone="bad" bar title="That did not work" announced="alert">
          {sayWhy(failed)}
        </Notice>
      )}
      {support.can && support.permission === 'denied' && (
        <Notice tone="waiting" bar title="This browser blocks notifications from this site">
          Allow them beside the address, or in the browser’s settings.
        </Notice>
      )}
      {devices.isError && (
        <Notice tone="bad" bar title="Your devices could not be read" announced="status">
          {sayError(devices.error)}
        </Notice>
      )}
      {devices.isPending ? (
        <Loading label="Reading your devices" rows={2} />
      ) : items.length === 0 ? (
        <EmptyState icon={Smartphone} level={3} title="No device of yours is woken">
          {!support.can
            ? support.why
            : 'Open this page on the phone that lies beside your bed, and press the button.'}
        </EmptyState>
      ) : (
        <ul aria-label="Devices" className="divide-y divide-line">
          {items.map((device) => (
            <DeviceLine
              key={device.id}
              device={device}
              isTesting={test.isPending && test.variables === device.id}
              isRemoving={remove.isPending && remove.variables === device.id}
              onTest={() => test.mutate(device.id)}
              onRemove={() => remove.mutate(device.id)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function whyNotEnrol(
  support: Support,
  publicKey: string | null,
  isRead: boolean,
): string | undefined {
  if (!support.can) return support.why;
  if (isRead && publicKey === null) {
    return 'This installation has no notice keys yet; whoever runs it makes them.';
  }
  return undefined;
}

interface DeviceLineProps {
  device: DeviceOut;
  isTesting: boolean;
  isRemoving: boolean;
  onTest: () => void;
  onRemove: () => void;
}

function DeviceLine({ device, isTesting, isRemoving, onTest, onRemove }: DeviceLineProps) {
  const { label, host, addedAt, last } = device;
  const answer = last && sayAnswer(last);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium text-ink">
          <VisibleText text={label} />
          {answer && (
            <Badge tone={answer.tone} title={answer.detail}>
              {answer.word}
            </Badge>
          )}
        </p>
        <p className="text-xs break-all text-muted">
          added <RelativeTime at={addedAt} />, by way of {host}
          {last && (
            <>
              ; last told <RelativeTime at={last.at} />
              {answer?.detail && `, ${answer.detail}`}
            </>
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" pending={isTesting} aria-label={`Test ${label}`} onClick={onTest}>
          Test
        </Button>
        <Button
          size="sm"
          variant="danger-quiet"
          pending={isRemoving}
          aria-label={`Remove ${label}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}
