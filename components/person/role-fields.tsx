'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { ROLES, type Role, type RoleBinding } from '@/lib/access/schema';
import type { ServiceRow } from '@/lib/services/schema';
import { EnvironmentFields } from './environment-fields';

export type KnownService = Pick<ServiceRow, 'name' | 'environments'>;

export interface RoleFieldsProps {
  roles: RoleBinding[];
  /** Of the catalogue; a role may also be on every service. */
  services: KnownService[];
  error: string | undefined;
  onChange: (roles: RoleBinding[]) => void;
}

const ROLE_WORDS: Record<Role, string> = {
  observer: 'Observer: reads',
  commander: 'Commander: steers',
  approver: 'Approver: signs',
  auditor: 'Auditor: reads everything',
  admin: 'Admin: manages',
};

/** Each role on one service or on all, in some environments or in all. */
export function RoleFields({ roles, services, error, onChange }: RoleFieldsProps) {
  const change = (at: number, part: Partial<RoleBinding>) =>
    onChange(
      roles.map((each, i) => {
        if (i !== at) return each;
        const { environments, ...whole } = { ...each, ...part };
        return environments ? { ...whole, environments } : whole;
      }),
    );
  const named = new Set([
    ...services.map(({ name }) => name),
    ...roles.map(({ service }) => service),
  ]);
  named.delete('*');
  const places = [
    { value: '*', label: 'Every service' },
    ...[...named].map((value) => ({ value, label: value })),
  ];
  const environmentsOf = (service: string) => [
    ...new Set(
      services
        .filter(({ name }) => service === '*' || name === service)
        .flatMap(({ environments }) => environments),
    ),
  ];
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium text-ink">Roles</legend>
      {roles.map(({ role, service, environments }, at) => (
        // A line has no name of its own: two may be the same until one is changed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="flex flex-col gap-2 rounded-md border border-line p-2.5">
          <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
            <Select
              aria-label={`Role ${at + 1}`}
              className={roles.length === 1 ? 'col-span-2 sm:col-span-1' : undefined}
              value={role}
              options={ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))}
              onChange={(event) => {
                const chosen = ROLES.find((each) => each === event.target.value);
                if (chosen) change(at, { role: chosen });
              }}
            />
            <Select
              aria-label={`On which service, role ${at + 1}`}
              className="col-span-2 row-start-2 sm:col-span-1 sm:row-start-auto"
              value={service}
              options={places}
              onChange={(event) => change(at, { service: event.target.value })}
            />
            {/* The last one stays: somebody without a role sees nothing, which is what shutting out is for. */}
            {roles.length > 1 && (
              <Button
                variant="ghost"
                square
                aria-label={`Take away role ${at + 1}`}
                icon={<X aria-hidden size={14} />}
                onClick={() => onChange(roles.filter((_each, i) => i !== at))}
              />
            )}
          </div>
          <EnvironmentFields
            chosen={environments}
            known={environmentsOf(service)}
            of={`role ${at + 1}`}
            onChange={(named) => change(at, { environments: named })}
          />
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        icon={<Plus aria-hidden size={14} />}
        onClick={() => onChange([...roles, { role: 'observer', service: '*' }])}
      >
        Another role
      </Button>
      {error && (
        <p role="alert" className="text-xs font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
