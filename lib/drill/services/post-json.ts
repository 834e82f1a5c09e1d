import { ServiceError } from './serve';

/**
 * Posts JSON to another service and gives its JSON answer. Throws ServiceError 504 when it does not
 * answer in time, and 502 when it refuses or cannot be reached; both name the service.
 */
export async function postJson(service: string, url: string, body: unknown, timeoutMs: number) {
  const signal = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  } catch (cause) {
    if (signal.aborted) {
      throw new ServiceError(504, `${service} did not answer within ${timeoutMs} ms`, { cause });
    }
    throw new ServiceError(502, `${service} cannot be reached`, { cause });
  }
  const text = await response.text();
  if (!response.ok) {
    throw new ServiceError(502, `${service} answered ${response.status}: ${text.slice(0, 200)}`);
  }
  return JSON.parse(text) as unknown;
}
