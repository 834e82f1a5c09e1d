import canonicalize from 'canonicalize';
import { callApi, ApiProblem } from '@/lib/http/call-api';
import { answerQuestion } from '@/lib/passkeys/ceremony';
import { question } from '@/lib/passkeys/output';
import { type DecisionBound, decisionContents } from '@/lib/passkeys/rules';
import type { AssertionInput } from '@/lib/passkeys/signature-schema';

/** Base64url of SHA-256 over the RFC 8785 form, by the browser's own cryptography. */
async function challengeInBrowser(contents: object): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalize(contents) ?? '');
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * Has one's passkey sign a decision. The page makes the challenge itself, out of what it shows and
 * the server's nonce, so that nobody can slip it another one to sign.
 * @throws ApiProblem
 */
export async function signDecision(bound: Omit<DecisionBound, 'nonce'>): Promise<AssertionInput> {
  const { person: _self, action, ...decided } = bound;
  const asked = await callApi(`/actions/${encodeURIComponent(action)}/assertion-options`, {
    method: 'POST',
    body: decided,
    parse: question.parse,
  });
  const { nonce, options } = asked;
  const challenge = await challengeInBrowser(decisionContents({ ...bound, nonce }));
  if (challenge !== options.challenge) {
    throw new ApiProblem(
      'passkey-unanswered',
      0,
      'The passkey was to sign something else',
      'What the server asked it to sign is not what is shown here. Nothing was signed. Tell whoever runs this installation.',
    );
  }
  return answerQuestion(asked);
}
