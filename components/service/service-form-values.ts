import { actionKind, type ActionKind } from '@/lib/agents/schema';
import {
  type DeclareServiceInput,
  declareServiceInput,
  type Reversibility,
  type ServiceRow,
} from '@/lib/services/schema';

export interface KindValues {
  /** Empty: the catalogue says nothing of this kind. */
  reversibility: Reversibility | '';
  resource: string;
}

/** A service as a form holds it while somebody types. */
export interface ServiceValues {
  name: string;
  environments: string;
  owners: string;
  dependsOn: string[];
  /** In per cent. */
  share: string;
  kinds: Record<ActionKind, KindValues>;
}

export type ServiceField = 'name' | 'environments' | 'owners' | 'dependsOn' | 'share' | ActionKind;
export type FormErrors = Partial<Record<ServiceField, string>>;

/** What a form begins with, for a service that is there or one that is to be. */
export function valuesOf(row: ServiceRow | undefined, name = ''): ServiceValues {
  const kinds = Object.fromEntries(
    actionKind.options.map((kind): [ActionKind, KindValues] => {
      const fact = row?.actionKinds[kind];
      return [kind, { reversibility: fact?.reversibility ?? '', resource: fact?.resource ?? '' }];
    }),
  ) as ServiceValues['kinds'];
  const share = row?.trafficShare ?? null;
  return {
    name: row?.name ?? name,
    environments: (row?.environments ?? ['production']).join(', '),
    owners: (row?.owners ?? []).join(', '),
    dependsOn: row?.dependsOn ?? [],
    share: share === null ? '' : String(Math.round(share * 1e4) / 100),
    kinds,
  };
}

const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  ),
];

/** Which field of the form a path of the schema belongs to. */
export function fieldOf(path: string): ServiceField {
  const [first = '', second = ''] = path.split('.');
  if (first === 'trafficShare') return 'share';
  const kind = actionKind.safeParse(second);
  if (first === 'actionKinds' && kind.success) return kind.data;
  return first === 'environments' || first === 'owners' || first === 'dependsOn' ? first : 'name';
}

const SAID: Partial<Record<ServiceField, string>> = {
  environments: 'Name at least one environment, each with at most 60 characters.',
  share: 'Give a number from 0 to 100, or leave it empty.',
};

function shareOf(text: string): number | undefined {
  if (text.trim() === '') return undefined;
  const percent = Number(text.replace(',', '.').replace('%', ''));
  return Number.isFinite(percent) ? percent / 100 : Number.NaN;
}

/** The declaration that a form holds, or what is wrong with it, by field. */
export function readValues(
  values: ServiceValues,
): { input: DeclareServiceInput } | { errors: FormErrors } {
  const share = shareOf(values.share);
  const kinds = actionKind.options.flatMap((kind) => {
    const { reversibility, resource } = values.kinds[kind];
    if (reversibility === '') return [];
    const fact = resource.trim() ? { reversibility, resource: resource.trim() } : { reversibility };
    return [[kind, fact] as const];
  });
  const parsed = declareServiceInput.safeParse({
    name: values.name.trim(),
    environments: listed(values.environments),
    owners: listed(values.owners),
    dependsOn: values.dependsOn,
    ...(share === undefined ? {} : { trafficShare: share }),
    actionKinds: Object.fromEntries(kinds),
  });
  if (parsed.success) return { input: parsed.data };
  const errors: FormErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf(path.map(String).join('.'));
    errors[field] ??= SAID[field] ?? message;
  }
  if (errors.name && values.name.trim() === '') errors.name = 'Give it a name.';
  return { errors };
}
