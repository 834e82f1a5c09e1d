'use client';

import { GitMerge, Pencil, Printer, Split } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { printPath } from '@/components/print/room-path';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { late } from '@/components/ui/late';
import { stateFace, type StateNoun } from '@/components/ui/states';
import { changeIncident } from '@/lib/incidents/client';
import { type IncidentRow, incidentStatus, severity } from '@/lib/incidents/schema';
import { outageClass } from '@/lib/services/schema';
import { useRoom, useRoomHands } from './room-context';
import type { Act } from './use-act';

const MergeDialog = late(() => import('@/components/merge/merge-dialog'));
const SplitDialog = late(() => import('@/components/merge/split-dialog'));

const CLASSES: Record<(typeof outageClass.options)[number], string> = {
  'bad-release': 'Bad release',
  saturation: 'Saturation',
  dependency: 'Dependency',
  configuration: 'Configuration',
  data: 'Data',
  network: 'Network',
  unknown: 'Unknown',
};

function faces<Value extends string>(noun: StateNoun, values: readonly Value[]) {
  return values.map((value) => {
    const { icon: Icon, word } = stateFace(noun, value);
    return { value, label: word, icon: <Icon aria-hidden /> };
  });
}

/** Status, severity and class of the incident. A chunk of its own, open as it mounts. */
export default function IncidentMenu({ incident, act }: { incident: IncidentRow; act: Act }) {
  const change = (what: Parameters<typeof changeIncident>[1]) =>
    act.send(() => changeIncident(incident.id, what));
  const known = outageClass.safeParse(incident.outageClass);
  const { whyNot, at } = useRoomHands();
  const { run } = useRoom();
  const router = useRouter();
  const [asked, setAsked] = useState<'merge' | 'split'>();
  const reason =
    whyNot('incident.merge') ??
    (incident.clock === 'imported' ? 'A recording stays as it was told.' : undefined) ??
    (incident.mergedInto === null ? undefined : 'It is part of another already.');
  const isWhole = incident.alerts.length === 0;
  const close = () => setAsked(undefined);
  return (
    <>
      <Menu
        defaultOpen
        label="Change the incident"
        trigger={
          <Button size="sm" icon={<Pencil aria-hidden size={13} />} pending={act.isSending}>
            Change
          </Button>
        }
      >
        <MenuChoice
          label="Status"
          value={incident.status}
          options={faces('incident', incidentStatus.options)}
          onValueChange={(status) => change({ status })}
        />
        <MenuSeparator />
        <MenuChoice
          label="Severity"
          value={incident.severity}
          options={faces('severity', severity.options)}
          onValueChange={(next) => change({ severity: next })}
        />
        <MenuSeparator />
        <MenuChoice
          label="Outage class"
          value={known.success ? known.data : 'unknown'}
          options={outageClass.options.map((value) => ({ value, label: CLASSES[value] }))}
          onValueChange={(next) => change({ outageClass: next })}
        />
        <MenuSeparator />
        <MenuItem
          icon={<GitMerge aria-hidden />}
          disabledReason={reason}
          onSelect={() => setAsked('merge')}
        >
          Merge into another…
        </MenuItem>
        <MenuItem
          icon={<Split aria-hidden />}
          disabledReason={reason ?? (isWhole ? 'It has no alerts.' : undefined)}
          onSelect={() => setAsked('split')}
        >
          Split off alerts…
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Printer aria-hidden />}
          onSelect={() =>
            router.push(printPath({ id: incident.id, run: run?.id, at: at ?? undefined }))
          }
        >
          Print or save as PDF
        </MenuItem>
      </Menu>
      {asked === 'merge' && <MergeDialog incident={incident} onClose={close} />}
      {asked === 'split' && <SplitDialog incident={incident} onClose={close} />}
    </>
  );
}
