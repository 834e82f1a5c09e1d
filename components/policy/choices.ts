import { actionKind } from '@/lib/agents/schema';
import { severity } from '@/lib/incidents/schema';
import { knownReversibility } from '@/lib/policies/schema';
import { outageClass } from '@/lib/services/schema';

export interface Option {
  value: string;
  label: string;
}

const plain = (values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: value.replaceAll(/[_-]/g, ' ') }));

export const SEVERITIES: Option[] = severity.options.map((value) => ({
  value,
  label: value.toUpperCase().replace('SEV', 'SEV '),
}));
export const OUTAGE_CLASSES = plain(outageClass.options);
export const ACTION_KINDS = plain(actionKind.options);
export const REVERSIBILITIES = plain(knownReversibility.options);
