import canonicalize from 'canonicalize';
import type { ActionSummary } from '@/lib/actions/output';
import { actionContents, type ActionContents } from '@/lib/actions/schema';

/** The fields that the digest binds, out of an action as the API shows it. */
export function pickContents(action: ActionSummary): ActionContents {
  const { rollbackOf, ...rest } = action;
  return actionContents.parse(rollbackOf === null ? rest : { ...rest, rollbackOf });
}

/** Lowercase hex of SHA-256 over the RFC 8785 form, by the browser's own cryptography. */
export async function digestInBrowser(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalize(value) ?? '');
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
