import type { EventActor } from '@/lib/log/schema';
import { versionKey } from '@/lib/policies/fold';
import type { PolicyRef } from '@/lib/policies/schema';

/** A version of the policy as whoever decided: its id names the version, in the leaf as well. */
export const policyActor = ({ id, version }: PolicyRef): EventActor => ({
  type: 'policy',
  id: versionKey(id, version),
  name: `Policy, version ${version}`,
});
