import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';

/** What people do in a room. */
export const ROOM_ACTS = [
  'incident.change',
  'incident.merge',
  'control.give',
  'checkpoint.decide',
  'action.decide',
  'action.settle',
  'verification.report',
  'evidence.flag',
  'note.add',
  'verdict.give',
] as const;
export type RoomAct = (typeof ROOM_ACTS)[number];

/** Per act, why this person may not do it on a service; null where they may. */
export type ServiceRights = Record<RoomAct, string | null>;

/** By service: runs of what was merged are on services of their own. */
export type RoomRights = Record<string, ServiceRights>;

/**
 * What a person may do on these services, asked of the one permission table as the page is rendered:
 * the browser is told the answers and neither the table nor anyone's roles.
 */
export function roomRights(actor: PersonActor, services: readonly string[]): RoomRights {
  const onService = (service: string): ServiceRights => {
    const answers = ROOM_ACTS.map((act) => {
      const answer = can(actor, act, { service });
      return [act, answer.allowed ? null : answer.reason];
    });
    return Object.fromEntries(answers) as ServiceRights;
  };
  return Object.fromEntries(services.map((service) => [service, onService(service)]));
}
