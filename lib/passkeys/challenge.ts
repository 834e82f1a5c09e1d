import { canonical, sha256 } from '@/lib/log/canonical';

/** The challenge of these contents: base64url of SHA-256 over their RFC 8785 form. */
export const challengeOf = (contents: object): string =>
  sha256(canonical(contents)).toString('base64url');
