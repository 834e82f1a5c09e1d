import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Endpoint, servedPath } from '@/lib/http/endpoint';
import { openApiOf } from '@/lib/http/openapi';
import { endpoints } from '@/lib/http/registry';

const fileOf = (endpoint: Endpoint): string =>
  join('app', servedPath(endpoint).replaceAll(/\{(\w+)\}/g, '[$1]'), 'route.ts');

/** Routes that are no endpoints: next-auth's own, the catch-all, the document and the numbers. */
const OTHERS = [
  'app/api/auth/[...nextauth]/route.ts',
  'app/api/v1/[...missing]/route.ts',
  'app/api/v1/openapi.json/route.ts',
  'app/api/metrics/route.ts',
];

const routeFiles = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('route.ts'))
  .map((path) => join('app', path))
  .filter((path) => !OTHERS.includes(path));

describe('every endpoint', () => {
  test.each(endpoints.map(({ name, endpoint }) => [name, endpoint] as const))(
    '%s is served where it says',
    (name, endpoint) => {
      const file = fileOf(endpoint);
      expect(existsSync(file), `${file} is missing`).toBe(true);
      expect(readFileSync(file, 'utf8')).toMatch(
        new RegExp(`export const ${endpoint.method} = serve\\(${name}\\)`),
      );
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const shape = endpoint.params && 'shape' in endpoint.params ? endpoint.params.shape : {};
      expect(Object.keys(shape as object).toSorted()).toEqual(inPath.toSorted());
    },
  );

  test('has a name and a place of its own', () => {
    const places = endpoints.map(({ endpoint }) => `${endpoint.method} ${servedPath(endpoint)}`);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
  });
});

describe('every route file', () => {
  test.each(routeFiles)('%s serves only declared endpoints', (file) => {
    const methods = [...readFileSync(file, 'utf8').matchAll(/export const ([A-Z]+) =/g)];
    const declared = endpoints.filter(({ endpoint }) => fileOf(endpoint) === file);
    expect(methods.map((match) => match[1]).toSorted()).toEqual(
      declared.map(({ endpoint }) => endpoint.method).toSorted(),
    );
    expect(methods).not.toEqual([]);
  });
});

describe('the methods that a route lacks', () => {
  test.each(routeFiles)('are refused by name in %s', (file) => {
    const text = readFileSync(file, 'utf8');
    const [, others = '', own = ''] =
      /export const \{ (.+) \} = notAllowed\((.+)\)/.exec(text) ?? [];
    const served = [...text.matchAll(/export const ([A-Z]+) =/g)].map((match) => match[1]);
    expect([...own.matchAll(/'(\w+)'/g)].map((match) => match[1])).toEqual(served);
    expect([...others.split(', '), ...served].toSorted()).toEqual([
      'DELETE',
      'GET',
      'PATCH',
      'POST',
      'PUT',
    ]);
  });
});

describe('the OpenAPI document', () => {
  const document = openApiOf(endpoints, 'https://countersign.example');
  const text = JSON.stringify(document);

  test('names every endpoint once', () => {
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(endpoints.length);
  });

  test('refers only to what it holds', () => {
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect([...new Set(refs)]).toEqual(['#/components/schemas/Problem']);
  });

  test('describes the bodies that agents send', () => {
    expect(document).toHaveProperty(
      ['paths', '/api/v1/investigations/{id}/events', 'post', 'requestBody', 'required'],
      true,
    );
    expect(text).toContain('evidence.recorded');
  });
});
