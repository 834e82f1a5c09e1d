import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Handler } from '@/lib/http/serve';
import { PROJECT_ROOT } from '@/lib/cli/paths';

const API = join(PROJECT_ROOT, 'app', 'api', 'v1');

interface Route {
  pattern: RegExp;
  names: string[];
  folder: string;
}

const routes: Route[] = readdirSync(API, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === 'route.ts')
  .map((entry) => {
    const folder = entry.parentPath.slice(API.length + 1);
    const names = [...folder.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? '');
    const pattern = new RegExp(`^/api/v1/${folder.replaceAll(/\[\w+\]/g, '([^/]+)')}$`);
    return { folder, names, pattern };
  });

/** The API's own route handlers as a `fetch`, for tests that need no socket in between. */
export const routeFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname } = new URL(request.url);
  for (const { pattern, names, folder } of routes) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const file = join(API, folder, 'route.ts');
    const module: Partial<Record<string, Handler>> = await import(/* @vite-ignore */ file);
    const handler = module[request.method];
    if (!handler) return new Response(null, { status: 405 });
    const values = names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')]);
    // As the built app does: no parameters are no object.
    const params = names.length === 0 ? undefined : Object.fromEntries(values);
    return handler(request, { params: Promise.resolve(params) });
  }
  return new Response(`No route serves ${pathname}.`, { status: 404 });
};
