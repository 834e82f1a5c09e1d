import { openIncidentInput, type OpenIncidentInput, type Severity } from '@/lib/incidents/schema';

export interface IncidentFields {
  title: string;
  severity: Severity;
  service: string;
  environment: string;
  summary: string;
}

export type IncidentFaults = { [Field in keyof IncidentFields]?: string };

export const severities: { value: Severity; label: string }[] = [
  { value: 'sev1', label: 'SEV 1' },
  { value: 'sev2', label: 'SEV 2' },
  { value: 'sev3', label: 'SEV 3' },
  { value: 'sev4', label: 'SEV 4' },
];

const empty: IncidentFaults = {
  title: 'Say in a few words what is broken.',
  service: 'Name the service that is affected.',
  environment: 'Name the environment, such as production.',
};

/** The form as the API takes it, or what is wrong with each field. */
export function incidentInput(fields: IncidentFields): {
  input?: OpenIncidentInput;
  faults: IncidentFaults;
} {
  const summary = fields.summary.trim();
  const parsed = openIncidentInput.safeParse({
    title: fields.title.trim(),
    severity: fields.severity,
    service: fields.service.trim(),
    environment: fields.environment.trim(),
    ...(summary ? { summary } : {}),
  });
  if (parsed.success) return { input: parsed.data, faults: {} };
  const faults: IncidentFaults = {};
  for (const { path, message } of parsed.error.issues) {
    const name = path[0];
    if (typeof name === 'string' && name in fields) {
      const field = name as keyof IncidentFields;
      const isBlank = fields[field].trim() === '';
      faults[field] ??= (isBlank ? empty[field] : undefined) ?? message;
    }
  }
  return { faults };
}
