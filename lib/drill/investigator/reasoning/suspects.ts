import type { Change } from '../../deployer/record';
import type { ServiceName } from '../../site/layout';

/** A possible cause, as the reference investigator can name them. */
export type Suspect =
  | { kind: 'release'; id: string; service: string; change: Change }
  | { kind: 'dependency'; id: string; service: string; template: string }
  | { kind: 'saturation'; id: string; service: string };

/** "None of these": always among the possibilities, never proposed as a hypothesis. */
export const OTHER = 'other';

/**
 * About 70 % of outages come from changes to a live system (B. Beyer et al., Site Reliability
 * Engineering, 2016, chapter 1). Where there were changes they share that; the rest is split evenly
 * over the other suspects, after a tenth for what is not on the list.
 */
const CHANGES = 0.7;
const NOT_ON_THE_LIST = 0.1;

/** How probable each suspect is before any of the evidence; sums to 1. */
export function priorsOf(suspects: readonly Suspect[]): Record<string, number> {
  const releases = suspects.filter((suspect) => suspect.kind === 'release');
  const others = suspects.filter((suspect) => suspect.kind !== 'release');
  const forReleases = releases.length === 0 ? 0 : CHANGES;
  const forOthers = others.length === 0 ? 0 : 1 - forReleases - NOT_ON_THE_LIST;
  const priors: Record<string, number> = {};
  for (const suspect of releases) priors[suspect.id] = forReleases / releases.length;
  for (const suspect of others) priors[suspect.id] = forOthers / others.length;
  priors[OTHER] = 1 - forReleases - forOthers;
  return priors;
}

export function releaseSuspect(change: Change): Suspect {
  const id = `hyp-${change.service}-${change.to}`;
  return { kind: 'release', id, service: change.service, change };
}

export function saturationSuspect(service: ServiceName | string): Suspect {
  return { kind: 'saturation', id: `hyp-saturation-${service}`, service };
}

export function dependencySuspect(service: string, template: string): Suspect {
  return { kind: 'dependency', id: `hyp-dependency-${service}`, service, template };
}

/** The claim in a sentence a person can judge. */
export function statementOf(suspect: Suspect, incidentService: string): string {
  switch (suspect.kind) {
    case 'release': {
      const { service, from, to, by } = suspect.change;
      return service === incidentService
        ? `Release ${to} of ${service}, which ${by} rolled out over ${from}, makes its requests fail.`
        : `Release ${to} of ${service}, which ${by} rolled out over ${from}, makes ${incidentService} fail.`;
    }
    case 'dependency':
      return `${suspect.service} is failing by itself and takes ${incidentService} with it: its log is full of “${suspect.template.replace(/<[a-z]+>/g, '…')}”.`;
    case 'saturation':
      return `${suspect.service} is saturated: more load, or fewer resources, than it can bear.`;
  }
}

export function outageClassOf(suspect: Suspect): 'bad-release' | 'dependency' | 'saturation' {
  return suspect.kind === 'release' ? 'bad-release' : suspect.kind;
}
