import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const keyOf = async (kid: string, alg: string) => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

/** A certified OpenID provider, with one client that may ask for tokens in its own name. */
export async function startOpenIdProvider(client: { id: string; secret: string }) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: 'op', alg: 'RS256', use: 'sig' };
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listening(server)}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [jwk] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx, resource) => ({
          scope: 'api',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  server.on('request', provider.callback());
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  return {
    issuer,
    /** A token as a client gets one: by its secret, for one audience. */
    async token(audience: string): Promise<string> {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          Authorization: `Basic ${basic}`,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
      });
      const answer = (await response.json()) as { access_token?: string };
      if (!answer.access_token) throw new Error(`No token: ${JSON.stringify(answer)}`);
      return answer.access_token;
    },
    stop: () => closed(server),
  };
}

/** What a token claims; one of its usual claims given as undefined is left out. */
export type Claims = Record<string, unknown> & { sub: string };

/**
 * An issuer as a cluster or a SPIRE server is one: it serves keys, and signs what its own side says
 * of a workload. Its keys can be rotated, and it can go away and come back at the same address.
 */
export async function startKeyIssuer({ discovery = true } = {}) {
  let key = await keyOf('k1', 'ES256');
  let published: JWK[] = [key.jwk];
  let asked = 0;
  const answer = (path: string | undefined) => {
    if (path === '/keys') return { keys: published };
    if (!discovery || path !== '/.well-known/openid-configuration') return undefined;
    return { issuer: address, jwks_uri: `${address}/keys` };
  };
  const open = () =>
    createServer((request, response) => {
      asked += 1;
      const document = answer(request.url);
      response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(document ?? {}));
    });
  let server = open();
  const port = await listening(server);
  const address = `http://127.0.0.1:${port}`;
  return {
    issuer: address,
    jwksUri: `${address}/keys`,
    /** How often it was asked anything. */
    asked: () => asked,
    async token(claims: Claims, header: { typ?: string; kid?: string } = {}): Promise<string> {
      const nowS = Math.floor(Date.now() / 1000);
      const payload = { iss: address, iat: nowS, exp: nowS + 600, ...claims };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
        .sign(key.privateKey);
    },
    /** Signs with another key from now on; the old one is published no more. */
    async rotate(): Promise<void> {
      key = await keyOf(`k${Number(key.kid.slice(1)) + 1}`, 'ES256');
      published = [key.jwk];
    },
    stop: () => closed(server),
    async comeBack(): Promise<void> {
      server = open();
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
    },
  };
}
