import { type Setting, SETTINGS, type Settings, type SomeSettings } from '@/lib/policies/schema';
import { counted, durationWords } from '@/lib/policies/words';

const madeToStop = (after: string): string => `an investigation is made to stop after ${after}`;

/** Each setting as a clause of a sentence, for reading a policy through. */
const CLAUSES: { [S in Setting]: (value: Settings[S]) => string } = {
  mode: (value) =>
    ({
      observe: 'agents look only',
      propose: 'agents ask every time',
      bounded: 'agents may act alone within limits',
    })[value],
  evidenceHold: (value) =>
    value === 'person'
      ? 'a person reviews the evidence'
      : 'the policy may let the evidence pass by itself',
  commitmentHold: (value) =>
    value === 'person'
      ? 'a person settles on a cause'
      : 'the policy may settle on a cause by itself',
  releaser: (value) =>
    value === 'any-commander'
      ? 'any commander may let it continue'
      : 'only the commander of the incident may let it continue',
  checkpointTtlMs: (value) => `a stop point waits ${durationWords(value)} for a decision`,
  wallClockMs: (value) => madeToStop(durationWords(value)),
  toolCalls: (value) => madeToStop(counted(value, 'tool call')),
  evidenceItems: (value) =>
    madeToStop(
      value === 1 ? '1 item of evidence' : `${value.toLocaleString('en')} items of evidence`,
    ),
  repeatedQueries: (value) =>
    madeToStop(value === 1 ? '1 repeated query' : `${value.toLocaleString('en')} repeated queries`),
  driftThreshold: (value) =>
    `an investigation is made to stop once it is ${Math.round(value * 100)} of 100 off track`,
  approvals: (value) => `an action takes ${counted(value, 'signature')}`,
  coSigner: (value) =>
    value === 'none'
      ? 'nobody but approvers signs'
      : 'a commander, who is another person, signs as well',
  separationOfDuties: (value) =>
    value
      ? 'whoever started or steered an investigation cannot sign what came of it'
      : 'whoever steered an investigation may sign what came of it',
  stepUpFrom: (value) =>
    ({
      never: 'a signature needs no passkey',
      critical: 'a signature on critical risk needs a passkey',
      high: 'a signature needs a passkey from high risk on',
      medium: 'a signature needs a passkey from medium risk on',
      low: 'each signature needs a passkey',
    })[value],
  actionTtlMs: (value) => `a proposed action waits ${durationWords(value)} to be signed`,
  grantTtlMs: (value) => `what is signed is picked up within ${durationWords(value)}`,
  escalateMs: (value) =>
    `what nobody decided within ${durationWords(value)} is told to every commander and approver of the service`,
  escalateToAdminsMs: (value) =>
    `what nobody decided within ${durationWords(value)} is told to the admins`,
};

function clause<S extends Setting>(setting: S, value: Settings[S]): string {
  return CLAUSES[setting](value);
}

/** Settings as clauses, in the order of the schema; what a rule leaves open is left out. */
export const settingClauses = (of: SomeSettings): { setting: Setting; text: string }[] =>
  SETTINGS.flatMap((setting) => {
    const value = of[setting];
    return value === undefined ? [] : [{ setting, text: clause(setting, value) }];
  });
