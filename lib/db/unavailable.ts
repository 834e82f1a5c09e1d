/** What node's sockets and resolver say when the server is not there. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Class 08 is "connection exception", 57P0x a server going down or coming up, 53300 a full one,
 * 57014 a statement that took too long, 25P03 a transaction that stood still too long.
 */
const SQL_STATE = /^(08[0-9A-Z]{3}|57P0[1-5]|53300|57014|25P03)$/;

/** Not reachable, timed out, closed by the server, no free connection in the pool. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);

const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
]);

const MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^timeout expired$/,
  /^Client has encountered a connection error/,
  /^Client was closed and is not queryable/,
  /the database system is (starting up|shutting down|in recovery mode)/,
  /terminating connection due to/,
  /Unable to start a transaction in the given time/,
  /Server has closed the connection/,
];

/** Prisma wraps the driver's error in `meta`, node its attempts at each address in `errors`. */
const NESTED = ['cause', 'meta', 'driverAdapterError', 'errors'] as const;

/**
 * Whether an error says that the database cannot be reached now, so that the answer is 503 and
 * the caller may try again, and not that the request or our code is wrong.
 */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  if (Array.isArray(error)) return error.some((each) => isUnavailable(each, depth + 1));
  const fields = new Map(Object.entries(error));
  if (error instanceof Error) {
    fields.set('message', error.message);
    if (error.cause !== undefined) fields.set('cause', error.cause);
    if (error instanceof AggregateError) fields.set('errors', error.errors);
  }
  for (const name of ['code', 'originalCode', 'errorCode']) {
    const code = fields.get(name);
    if (typeof code !== 'string') continue;
    if (SOCKET_CODES.has(code) || SQL_STATE.test(code) || PRISMA_CODES.has(code)) return true;
  }
  const kind = fields.get('kind');
  if (typeof kind === 'string' && ADAPTER_KINDS.has(kind)) return true;
  const message = fields.get('message');
  if (typeof message === 'string' && MESSAGES.some((pattern) => pattern.test(message))) return true;
  return NESTED.some((name) => isUnavailable(fields.get(name), depth + 1));
}
