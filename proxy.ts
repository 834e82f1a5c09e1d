import { NextResponse, type NextRequest } from 'next/server';

/**
 * Pages answer with a content policy of their own nonce: what an agent wrote can reach the page
 * as text only, and should it ever reach it as markup, nothing in it runs or loads.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's policy; the layout reads x-nonce.
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  // Server components are not told where they are; whoever has to sign in first comes back here.
  headers.set('x-path', pathOf(request));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of fixedHeaders) response.headers.set(name, value);
  return response;
}

/** Where a person is, without what Next's own router adds when it asks for a page's data. */
function pathOf(request: NextRequest): string {
  const { pathname, searchParams } = new URL(request.nextUrl);
  searchParams.delete('_rsc');
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}

/** Everything but the API, which answers JSON under headers of its own, and built files. */
export const config = { matcher: ['/((?!api/|_next/static|_next/image|.well-known/).*)'] };

function contentPolicy(nonce: string, isDevelopment: boolean): string {
  const directives = [
    `default-src 'none'`,
    // React's development build rebuilds server stacks with eval; the production build does not.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // The development server injects style elements that carry no nonce.
    isDevelopment ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    // Widths, positions and virtual rows are style attributes in server-rendered markup. An
    // attribute styles its own element only: no selectors, and no url() that img-src lets through.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    // The development server's reloads come over a web socket.
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    `manifest-src 'self'`,
    // 'strict-dynamic' would leave a worker to a nonce, which a registration cannot carry.
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ];
  return directives.join('; ');
}

const fixedHeaders = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  [
    'permissions-policy',
    'publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), ' +
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), ' +
      'display-capture=(), fullscreen=(), autoplay=()',
  ],
] as const;
