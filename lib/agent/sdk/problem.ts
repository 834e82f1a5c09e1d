/** The parts of an RFC 9457 problem that callers rely on. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: { path: string; message: string }[];
  [extra: string]: unknown;
}

/** A refusal by the server. `slug` is the stable end of the problem's `type`. */
export class ApiProblem extends Error {
  readonly slug: string;
  /** Where several batches were posted: the place of this batch's first event among all. */
  eventOffset?: number;

  constructor(
    readonly status: number,
    readonly problem: Problem,
    request: string,
  ) {
    const slug = problem.type?.split(/[/#:]/).pop() || `http-${status}`;
    const fields = (problem.errors ?? []).map((e) => `${e.path}: ${e.message}`).join('; ');
    const detail = problem.detail ?? problem.title ?? 'The server gave no reason.';
    super(`${request} was refused, ${status} ${slug}: ${detail}${fields ? ` (${fields})` : ''}`);
    this.name = 'ApiProblem';
    this.slug = slug;
  }
}

/** Reads the refusal out of an answer, whatever a proxy in between made of it. */
export async function problemOf(response: Response, request: string): Promise<ApiProblem> {
  const text = await response.text();
  let problem: Problem = { status: response.status };
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) {
      problem = { ...parsed, status: response.status };
    }
  } catch {
    // Not JSON, so it came from something between us and the server: show its beginning.
    problem = { status: response.status, detail: text.slice(0, 200) || response.statusText };
  }
  return new ApiProblem(response.status, problem, request);
}
