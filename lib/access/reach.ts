import type { RoleBinding } from './schema';

/** Where a role holds: on a service or on all (`*`), in the environments named or in all. */
export type Reach = Pick<RoleBinding, 'service' | 'environments'>;

export interface Place {
  service: string;
  environment?: string | undefined;
}

/** Whether a role holds somewhere on a service, in whatever environment. */
export const touches = (bound: Reach, service: string): boolean =>
  bound.service === '*' || bound.service === service;

/**
 * Whether a role holds at a place. What has no environment is in all of them at once: only a role
 * that holds in all reaches it, so that nothing is done in production by way of staging.
 */
export const reaches = (bound: Reach, { service, environment }: Place): boolean =>
  touches(bound, service) &&
  (bound.environments === undefined ||
    (environment !== undefined && bound.environments.includes(environment)));

/** Whether one reach holds wherever the other does. */
export const isWithin = (inner: Reach, { service, environments }: Reach): boolean =>
  touches({ service }, inner.service) &&
  (environments === undefined ||
    (inner.environments?.every((each) => environments.includes(each)) ?? false));
