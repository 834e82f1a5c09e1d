import type { ServiceRow } from '@/lib/services/schema';

/** What the catalogue's fields are called on the screen. */
export const fieldWords = {
  environments: 'Environments',
  dependsOn: 'Depends on',
  owners: 'Owners',
  trafficShare: 'Share of traffic',
  actionKinds: 'Kinds of change',
} as const;

/** Kinds of action as people call them. */
export const kindWords = {
  rollback: 'Roll back',
  scale: 'Scale',
  restart: 'Restart',
  config: 'Change configuration',
  failover: 'Fail over',
  feature_flag: 'Switch a feature flag',
  custom: 'Custom command',
} as const;

export const standingOf = ({ declared, retiredAt }: ServiceRow): 'declared' | 'named' | 'retired' =>
  declared ? 'declared' : retiredAt ? 'retired' : 'named';

export const sayShare = (share: number | null): string =>
  share === null ? 'Not stated' : `${Math.round(share * 1e4) / 100} % of traffic`;
