import { randomUUID } from 'node:crypto';

export type Call = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<Record<string, unknown>>;

/** Calls below /api/v1 with some credentials. @throws Error on anything but success. */
export const caller =
  (url: string, credentials: Record<string, string>): Call =>
  async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...idempotent(method), ...credentials },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };

/** As our SDK sends it with every POST; the server keeps the answer for repeats. */
const idempotent = (method: string): Record<string, string> =>
  method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {};

export const asMachine = (url: string, key: string): Call =>
  caller(url, { Authorization: `Bearer ${key}` });

export const asPerson = (url: string, cookie: string): Call =>
  caller(url, { Cookie: cookie, Origin: url });

/** Opens an incident and begins an investigation on it. */
export async function beginRun(commander: Call, agent: Call, title: string, severity = 'sev3') {
  const incident = await commander('POST', '/incidents', {
    title,
    severity,
    service: 'checkout',
    environment: 'production',
  });
  const incidentId = String(incident.id);
  const investigation = await agent('POST', '/investigations', { incidentId });
  return { incidentId, investigationId: String(investigation.id) };
}
