import type { ProblemSlug } from '@/lib/problems/list';

/** One message about one place in the input; `path` is dotted, as in `events.3.at`. */
export interface FieldError {
  path: string;
  message: string;
}

/**
 * A refusal with a stable slug. It becomes an RFC 9457 problem whose `type` ends in the slug;
 * `detail` is shown to people and must say what happened and what is unchanged.
 */
export class DomainError extends Error {
  constructor(
    readonly slug: ProblemSlug,
    readonly status: number,
    detail: string,
    readonly errors: FieldError[] = [],
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail);
    this.name = new.target.name;
  }
}

export class Unauthenticated extends DomainError {
  constructor(detail = 'Sign in, or send a valid key.') {
    super('unauthenticated', 401, detail);
  }
}

export class Forbidden extends DomainError {
  constructor(detail: string, slug: ProblemSlug = 'forbidden') {
    super(slug, 403, detail);
  }
}

export class OutOfScope extends DomainError {
  constructor(detail: string, errors: FieldError[] = []) {
    super('out-of-scope', 403, detail, errors);
  }
}

export class NotFound extends DomainError {
  constructor(what: string, extra: Record<string, unknown> = {}) {
    super('not-found', 404, `${what} does not exist, or is not yours to know of.`, [], extra);
  }
}

export class Conflict extends DomainError {
  constructor(slug: ProblemSlug, detail: string, extra: Record<string, unknown> = {}) {
    super(slug, 409, detail, [], extra);
  }
}

export class Invalid extends DomainError {
  constructor(
    errors: FieldError[],
    slug: ProblemSlug = 'invalid',
    detail = 'The request is not valid.',
  ) {
    super(slug, 400, detail, errors);
  }
}

export class TooLarge extends DomainError {
  constructor(detail: string) {
    super('too-large', 413, detail);
  }
}

export class TooMany extends DomainError {
  constructor(readonly retryAfterS: number) {
    super('rate-limited', 429, `Too many requests. Try again in ${retryAfterS} s.`);
  }
}

export class Unavailable extends DomainError {
  constructor(
    detail = 'The database cannot be reached, or does not answer in time. Nothing was changed; try again shortly.',
  ) {
    super('unavailable', 503, detail);
  }
}

export class Ending extends DomainError {
  constructor() {
    super(
      'ending',
      503,
      'This server is shutting down. Nothing was changed; ask again, and another one answers.',
    );
  }
}
