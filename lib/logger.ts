import 'server-only';
import pino, { type Logger } from 'pino';
import { env } from '@/lib/env';

let logger: Logger | undefined;

/** The process's logger: JSON lines on standard output, opened at first use. */
export function log(): Logger {
  logger ??= pino({
    name: 'countersign',
    level: env().LOG_LEVEL,
    redact: ['*.token', '*.password', '*.key', 'token', 'password', 'key'],
  });
  return logger;
}
