import { can, type Permission } from '@/lib/access/permissions';
import { reaches } from '@/lib/access/reach';
import type { Role } from '@/lib/access/schema';
import { barredReason, type Behind, isApprover, signsAs } from '@/lib/actions/eligibility';
import type { Called, CalledFor, MatterKind, SaidKind } from '@/lib/notices/schema';
import type { PersonRow } from '@/lib/people/schema';
import type { EscalationStep, Releaser, Requirements } from '@/lib/policies/schema';
import { isOfUse, type Signer } from '@/lib/policies/signing';

interface AtPlace {
  service: string;
  environment: string;
  /** Who commands the incident, if anybody does. */
  commanderId: string | null;
}

interface Signable extends AtPlace {
  /** Who held no role by then signs nothing of it. */
  proposedAt: string;
  requirements: Requirements;
  behind: Behind;
  /** Who approved the version that stands. */
  signedBy: string[];
  /** Who approved a version before it. */
  signedEarlier: string[];
}

/** What people are to be told of: as much of it as says whom. */
export type Matter =
  | ({ kind: 'signature' } & Signable)
  | ({ kind: 'stop_point'; releaser: Releaser } & AtPlace)
  | ({
      kind: 'settlement' | 'unredeemed' | 'failed' | 'not_recovered';
      signedBy: string[];
    } & AtPlace)
  | ({ kind: 'undecided' } & AtPlace)
  /** `people`: to whom it is said. */
  | ({ kind: SaidKind; people: string[] } & AtPlace);

/** As the verbs see them: the same question is asked of a role here and when they decide. */
function may(person: PersonRow, permission: Permission, at: AtPlace): boolean {
  if (person.status !== 'active') return false;
  const { id, name, email, roles } = person;
  const actor = { type: 'person', id, name, email, sessionId: '', roles } as const;
  const { service, environment } = at;
  return can(actor, permission, { service, environment }).allowed;
}

const holds = (person: PersonRow, roles: readonly Role[], at: AtPlace): boolean =>
  person.status === 'active' &&
  person.roles.some((bound) => roles.includes(bound.role) && reaches(bound, at));

const commanders = (people: PersonRow[], at: AtPlace): PersonRow[] =>
  people.filter((person) => may(person, 'checkpoint.decide', at));

/** Whoever is in charge; while nobody is, everybody who could be. */
function inCharge(people: PersonRow[], at: AtPlace): PersonRow[] {
  const able = commanders(people, at);
  const assigned = able.filter(({ id }) => id === at.commanderId);
  return assigned.length > 0 ? assigned : able;
}

/** Who has signed, as what they may now. */
export const signersNow = (people: PersonRow[], of: Signable): Signer[] =>
  people
    .filter(({ id }) => of.signedBy.includes(id))
    .filter(({ id }) => barredReason(id, of.behind, of.requirements) === undefined)
    .map((person) => signsAs(person, of, of.requirements));

/**
 * Who may sign this version now: by role and duty, not twice, and where it brings nearer what is
 * asked for. What they may not, they are not woken for.
 */
function maySign(people: PersonRow[], of: Signable): PersonRow[] {
  const signers = signersNow(people, of);
  return people.filter(
    (person) =>
      isApprover(person, of, of.requirements) &&
      barredReason(person.id, of.behind, of.requirements) === undefined &&
      !of.signedBy.includes(person.id) &&
      isOfUse(signers, signsAs(person, of, of.requirements), of.requirements),
  );
}

/** Who may let a stop point continue now; where policy leaves that to one person, that one. */
const mayRelease = (people: PersonRow[], of: AtPlace & { releaser: Releaser }): PersonRow[] =>
  of.releaser === 'assigned-commander' ? inCharge(people, of) : commanders(people, of);

/** Who may end the waiting now; nobody, where nothing waits. */
export function deciders(matter: Matter, people: PersonRow[]): PersonRow[] {
  switch (matter.kind) {
    case 'signature':
      return maySign(people, matter);
    case 'stop_point':
      return mayRelease(people, matter);
    case 'settlement':
      return people.filter((person) => may(person, 'action.settle', matter));
    default:
      return [];
  }
}

const calling =
  (why: CalledFor) =>
  ({ id }: PersonRow): Called => ({ id, why });

/** Each person once, for the first reason given. */
const once = (all: Called[]): Called[] =>
  [...new Map(all.toReversed().map((each) => [each.id, each])).values()].toReversed();

/** Signers, and whoever commands; all of them only as far as they may still see the service. */
function afterSigning(people: PersonRow[], of: AtPlace & { signedBy: string[] }): Called[] {
  const signers = people.filter(
    (person) => of.signedBy.includes(person.id) && may(person, 'action.read', of),
  );
  return [...signers.map(calling('signed')), ...inCharge(people, of).map(calling('commands'))];
}

function callsFor(matter: Matter, people: PersonRow[]): Called[] {
  switch (matter.kind) {
    case 'signature': {
      const earlier = people.filter(
        (person) => matter.signedEarlier.includes(person.id) && may(person, 'action.read', matter),
      );
      return [
        ...earlier.map(calling('signed_earlier')),
        ...deciders(matter, people).map(calling('decides')),
      ];
    }
    case 'stop_point':
      return deciders(matter, people).map(calling('decides'));
    case 'settlement':
      return [...afterSigning(people, matter), ...deciders(matter, people).map(calling('decides'))];
    case 'unredeemed':
    case 'failed':
    case 'not_recovered':
      return afterSigning(people, matter);
    case 'undecided':
      return inCharge(people, matter).map(calling('commands'));
    case 'mention':
    case 'handover':
    case 'handover_ended':
      return people
        .filter(({ id }) => matter.people.includes(id))
        .filter((person) => may(person, 'incident.read', matter))
        .map(calling('addressed'));
  }
}

/** Whom to tell at once: each person once, and nobody whom it does not concern. */
export const firstCalled = (matter: Matter, people: PersonRow[]): Called[] =>
  once(callsFor(matter, people));

/** Whether it goes on to others while nobody decides. What went wrong is over: it waits for nobody. */
export const escalates = (kind: MatterKind): boolean =>
  kind === 'signature' || kind === 'stop_point' || kind === 'settlement';

export interface Calling {
  matter: Matter;
  people: PersonRow[];
  ladder: EscalationStep[];
  /** The group called last; undefined before the first. */
  step: number | undefined;
  /** Who was told already. */
  told: string[];
  /** Since the first were told. */
  elapsedMs: number;
}

export interface Call {
  step: number;
  called: Called[];
  /** After how long since the first were told the next group is due; null after the last. */
  nextAfterMs: number | null;
}

/**
 * Whom to tell now, if anybody. Those who may decide are told at once; then each group of the ladder
 * once its time has come, and at once where nobody was left to tell before it. Told is told: nobody
 * is told of the same twice, and nothing takes anybody off the list.
 */
export function callDue(of: Calling): Call | undefined {
  const { matter, people, elapsedMs } = of;
  const ladder = escalates(matter.kind) ? of.ladder : [];
  const isNew = ({ id }: Called) => !of.told.includes(id);
  let step = of.step ?? 0;
  let called = of.step === undefined ? firstCalled(matter, people).filter(isNew) : [];
  const isDue = (next: EscalationStep) =>
    next.afterMs <= elapsedMs || (of.step === undefined && called.length === 0);
  for (let next = ladder[step]; next && isDue(next); next = ladder[step]) {
    const group = people.filter((person) => holds(person, next.roles, matter));
    called = once([...called, ...group.map(calling('nobody_decided')).filter(isNew)]);
    step += 1;
  }
  if (of.step === step) return undefined;
  return { step, called, nextAfterMs: ladder[step]?.afterMs ?? null };
}
