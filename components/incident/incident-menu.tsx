'use client';

import { Pencil } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice, MenuSeparator } from '@/components/ui/menu';
import { stateFace, type StateNoun } from '@/components/ui/states';
import { changeIncident } from '@/lib/incidents/client';
import { type IncidentRow, incidentStatus, severity } from '@/lib/incidents/schema';
import { outageClass } from '@/lib/services/schema';
import type { Act } from './use-act';

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
  return (
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
    </Menu>
  );
}
