import { ApiProblem } from '@/lib/http/call-api';
import type { Enrolment, Question } from '@/lib/passkeys/output';
import type { AttestationInput } from '@/lib/passkeys/schema';
import type { AssertionInput } from '@/lib/passkeys/signature-schema';

/** What nobody at the server has said no to: the passkey itself, or the browser, did not answer. */
const unanswered = (title: string, detail: string): ApiProblem =>
  new ApiProblem('passkey-unanswered', 0, title, `${detail} Nothing was sent.`);

const SAYS: Record<string, string> = {
  NotAllowedError: 'It was cancelled, or nobody answered in time.',
  InvalidStateError: 'This device holds a passkey of yours already.',
  SecurityError: 'Passkeys do not work at this address. Open Countersign at its own.',
  ConstraintError: 'It cannot check who you are, by fingerprint, face or PIN. Use another one.',
  NotSupportedError: 'It makes no passkey of a kind that is taken here. Use another one.',
};

/** What went wrong between browser and passkey, for a person. */
function problemOf(error: unknown): ApiProblem {
  const name = error instanceof Error ? error.name : '';
  return unanswered(
    'The passkey did not answer',
    SAYS[name] ?? 'The browser could not reach it. Try again, or use another one.',
  );
}

/** The browser's side of it, loaded when somebody presses and not before. */
async function browserSide() {
  const library = await import('@simplewebauthn/browser');
  if (library.browserSupportsWebAuthn()) return library;
  throw unanswered(
    'No passkeys here',
    'This browser has none, or this page was not opened over https://.',
  );
}

/** Has one of one's passkeys sign what is asked. @throws ApiProblem `passkey-unanswered` */
export async function answerQuestion({ nonce, options }: Question): Promise<AssertionInput> {
  const { startAuthentication } = await browserSide();
  try {
    const { clientExtensionResults: _none, ...credential } = await startAuthentication({
      optionsJSON: options,
    });
    const { id, rawId, response } = credential;
    const { authenticatorData, clientDataJSON, signature } = response;
    return {
      nonce,
      credential: {
        id,
        rawId,
        type: 'public-key',
        response: { authenticatorData, clientDataJSON, signature },
        clientExtensionResults: {},
      },
    };
  } catch (error) {
    throw problemOf(error);
  }
}

/** Has an authenticator make a passkey. @throws ApiProblem `passkey-unanswered` */
export async function makePasskey({ nonce, options }: Enrolment): Promise<AttestationInput> {
  const { startRegistration } = await browserSide();
  try {
    const { id, rawId, response } = await startRegistration({
      // As the library on the other side made them.
      optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
    });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return {
      nonce,
      credential: {
        id,
        rawId,
        type: 'public-key',
        response: { clientDataJSON, attestationObject, transports },
        clientExtensionResults: {},
      },
    };
  } catch (error) {
    throw problemOf(error);
  }
}
