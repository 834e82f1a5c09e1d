import type { z } from 'zod';
import { evaluateInput, type EvaluateInput } from '@/lib/policies/what-if-schema';

/** A hypothetical case as it is typed. An empty choice leaves the fact to the catalogue. */
export interface WhatIfFields {
  service: string;
  environment: string;
  severity: string;
  outageClass: string;
  /** Empty: no action, only the investigation. */
  kind: string;
  reversibility: string;
  /** Apart by commas. */
  reaches: string;
  traffic: string;
}

export const BLANK: WhatIfFields = {
  service: '',
  environment: 'production',
  severity: 'sev3',
  outageClass: '',
  kind: '',
  reversibility: '',
  reaches: '',
  traffic: '',
};

export type WhatIfFaults = Partial<Record<keyof WhatIfFields, string>>;

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const given = <Value>(key: string, text: string, value: Value) =>
  text.trim() === '' ? {} : { [key]: value };

const FIELD: Record<string, keyof WhatIfFields> = {
  trafficPercent: 'traffic',
};

function faultsOf(issues: z.core.$ZodIssue[]): WhatIfFaults {
  const faults: WhatIfFaults = {};
  for (const { path, message } of issues) {
    const last = path.findLast((part) => typeof part === 'string' && part !== 'action') ?? '';
    const name = String(last);
    const field = FIELD[name] ?? (name as keyof WhatIfFields);
    faults[field] ??= field === 'service' ? 'Name a service.' : message;
  }
  return faults;
}

/** The case as the API takes it, or what is wrong with each field. */
export function whatIfInput(fields: WhatIfFields): {
  of?: EvaluateInput['case'];
  faults: WhatIfFaults;
} {
  const { service, environment, severity, outageClass, kind } = fields;
  const action = {
    kind,
    ...given('reversibility', fields.reversibility, fields.reversibility),
    ...given('reaches', fields.reaches, listOf(fields.reaches)),
    ...given('trafficPercent', fields.traffic, Number(fields.traffic)),
  };
  const parsed = evaluateInput.shape.case.safeParse({
    service,
    environment,
    severity,
    ...given('outageClass', outageClass, outageClass),
    ...(kind === '' ? {} : { action }),
  });
  return parsed.success
    ? { of: parsed.data, faults: {} }
    : { faults: faultsOf(parsed.error.issues) };
}
