import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { config, proxy } from '@/proxy';

const answer = () => proxy(new NextRequest('http://localhost:3000/incidents'));
const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1];

describe('the content policy', () => {
  it('carries a nonce of its own for every answer, also to the renderer', () => {
    const [first, second] = [answer(), answer()];
    const nonce = nonceOf(first.headers.get('content-security-policy'));
    expect(nonce).toHaveLength(24);
    expect(nonceOf(second.headers.get('content-security-policy'))).not.toBe(nonce);
    expect(first.headers.get('x-middleware-request-x-nonce')).toBe(nonce);
  });

  it('lets no script, frame, base or plug-in in that the app did not send', () => {
    const policy = answer().headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    for (const rule of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule);
  });

  it('replaces a nonce that the client claims', () => {
    const forged = new NextRequest('http://localhost:3000/', { headers: { 'x-nonce': 'mine' } });
    expect(proxy(forged).headers.get('x-middleware-request-x-nonce')).not.toBe('mine');
  });

  it('tells the renderer where somebody is, whatever the client claims and Next’s router adds', () => {
    const pathAt = (path: string) =>
      proxy(
        new NextRequest(`http://localhost:3000${path}`, { headers: { 'x-path': '/elsewhere' } }),
      ).headers.get('x-middleware-request-x-path');
    expect(pathAt('/approvals/act_1?notice=ntc_1')).toBe('/approvals/act_1?notice=ntc_1');
    expect(pathAt('/approvals?_rsc=1abc')).toBe('/approvals');
  });

  it('lets a worker of the app’s own in, and nobody else’s', () => {
    expect(answer().headers.get('content-security-policy')).toContain("worker-src 'self'");
  });

  it('leaves the API, well-known files and built files to their own headers', () => {
    const [matcher = ''] = config.matcher;
    const covers = (path: string) => new RegExp(`^${matcher}$`).test(path);
    expect(covers('/incidents/inc_1')).toBe(true);
    expect(covers('/api/v1/incidents')).toBe(false);
    expect(covers('/.well-known/jwks.json')).toBe(false);
    expect(covers('/_next/static/chunks/a.js')).toBe(false);
  });
});
