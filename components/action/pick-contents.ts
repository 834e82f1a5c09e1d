import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { ActionSummary } from '@/lib/actions/output';
import { actionContents, type ActionContents } from '@/lib/actions/schema';

/** The same fields, taken out of more: the schema itself refuses what it does not know. */
const bound = z.object(actionContents.shape);

/** The fields that the digest binds, out of an action as the API shows it. */
export function pickContents(action: ActionSummary): ActionContents {
  const { rollbackOf, verificationPlan, verification: _report, ...rest } = action;
  return bound.parse({
    ...rest,
    ...(rollbackOf === null ? {} : { rollbackOf }),
    ...(verificationPlan === null ? {} : { verification: verificationPlan }),
  });
}

/** Lowercase hex of SHA-256 over the RFC 8785 form, by the browser's own cryptography. */
export async function digestInBrowser(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalize(value) ?? '');
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
