import type { TestServer } from '../../support/server';

const remember = (jar: Map<string, string>, response: Response): void => {
  for (const each of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = each.split(';');
    const at = pair.indexOf('=');
    const isGone = attributes.some((text) => /expires=thu, 01 jan 1970/i.test(text));
    if (isGone || pair.length === at + 1) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
};

/** What a browser does with our HTTP: cookies kept and sent, `Origin` on every write. */
export function browserAt(server: Pick<TestServer, 'url'>) {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...jar].map((pair) => pair.join('=')).join('; '));
    if (init.method && !headers.has('origin')) headers.set('origin', server.url);
    const response = await fetch(server.url + path, { ...init, headers, redirect: 'manual' });
    remember(jar, response);
    return response;
  };
  const form = async (path: string, fields: Record<string, string>): Promise<Response> => {
    const { csrfToken }: { csrfToken: string } = await (await send('/api/auth/csrf')).json();
    const body = new URLSearchParams({ csrfToken, json: 'true', ...fields });
    return send(path, { method: 'POST', body });
  };
  const json = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) =>
    send(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const signIn = (email: string, password: string): Promise<Response> =>
    form('/api/auth/callback/credentials', { email, password });
  const signOut = (): Promise<Response> => form('/api/auth/signout', {});
  return { jar, send, form, json, signIn, signOut };
}
