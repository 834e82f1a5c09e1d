import 'server-only';
import pino, { type Logger } from 'pino';
import { env } from '@/lib/env';
import { escapeUnseen } from '@/lib/text/plain-line';

let logger: Logger | undefined;

/** The process's logger: JSON lines on standard output, opened at first use. */
export function log(): Logger {
  logger ??= pino({
    name: 'countersign',
    level: env().LOG_LEVEL,
    // Errors and requests quote what was sent from outside, and logs are read in terminals.
    hooks: { streamWrite: escapeUnseen },
    redact: ['*.token', '*.password', '*.key', 'token', 'password', 'key'],
  });
  return logger;
}
